package io.atalaya.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {
    private static final double THRESHOLD = 8;

    @ParameterizedTest(name = "{0}: 7.9 {1}, 8 {2}, 8.1 {3}")
    @CsvSource({
        "GT,  false, false, true",
        "GTE, false, true,  true",
        "LT,  true,  false, false",
        "LTE, true,  true,  false",
        "EQ,  false, true,  false",
        "NE,  true,  false, true"
    })
    void holdsAsItsNameSays(Comparison comparison, boolean below, boolean equal, boolean above) {
        assertThat(comparison.holds(7.9, THRESHOLD)).isEqualTo(below);
        assertThat(comparison.holds(8, THRESHOLD)).isEqualTo(equal);
        assertThat(comparison.holds(8.1, THRESHOLD)).isEqualTo(above);
    }

    @ParameterizedTest(name = "{0} with hysteresis {1}: {2} is normal again: {3}")
    @CsvSource({
        "GT,  0,   8,   true",
        "GT,  0,   8.1, false",
        "GT,  0.5, 7.6, false",
        "GT,  0.5, 7.5, true",
        "GTE, 0,   8,   false",
        "GTE, 0,   7.9, true",
        "GTE, 0.5, 7.5, false",
        "GTE, 0.5, 7.4, true",
        "LT,  0,   8,   true",
        "LT,  0,   7.9, false",
        "LT,  0.5, 8.4, false",
        "LT,  0.5, 8.5, true",
        "LTE, 0,   8,   false",
        "LTE, 0,   8.1, true",
        "LTE, 0.5, 8.5, false",
        "LTE, 0.5, 8.6, true"
    })
    void isNormalAgainOnlyBeyondTheHysteresis(
            Comparison comparison, double hysteresis, double value, boolean normalAgain) {
        assertThat(comparison.normalAgain(value, THRESHOLD, hysteresis)).isEqualTo(normalAgain);
    }

    @ParameterizedTest
    @EnumSource(names = {"EQ", "NE"})
    void hysteresisHasNoEffectOnEquality(Comparison comparison) {
        for (double value : new double[] {7.9, 8, 8.1}) {
            assertThat(comparison.normalAgain(value, THRESHOLD, 5)).isEqualTo(!comparison.holds(value, THRESHOLD));
        }
    }

    @Test
    void hysteresisThatLeavesTheRangeOfNumbersIsNeverPassed() {
        assertThat(Comparison.GT.normalAgain(-Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE))
                .isFalse();
        assertThat(Comparison.LT.normalAgain(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE))
                .isFalse();
    }
}
