package io.atalaya.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ComparisonPropertyTest {
    @Property(seed = "8")
    void noValueBothBreachesAndIsNormalAgain(
            @ForAll Comparison comparison,
            @ForAll double value,
            @ForAll double threshold,
            @ForAll @DoubleRange(min = 0, max = Double.MAX_VALUE) double hysteresis) {
        boolean breach = comparison.holds(value, threshold);
        boolean normal = comparison.normalAgain(value, threshold, hysteresis);

        assertThat(breach && normal).isFalse();
    }

    @Property(seed = "8")
    void withoutHysteresisEveryValueIsOneOrTheOther(
            @ForAll Comparison comparison, @ForAll double value, @ForAll double threshold) {
        assertThat(comparison.normalAgain(value, threshold, 0)).isNotEqualTo(comparison.holds(value, threshold));
    }
}
