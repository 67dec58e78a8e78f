package io.atalaya.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.Rejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDefinitionTest {
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    @Test
    void zeroHysteresisAndTimesAreFine() {
        assertThatCode(() -> rule(-40, 0, Duration.ZERO, Duration.ZERO)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aThresholdIsFinite(double threshold) {
        assertRefused("threshold", () -> rule(threshold, 0, Duration.ZERO, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aHysteresisIsFiniteAndNotNegative(double hysteresis) {
        assertRefused("hysteresis", () -> rule(8, hysteresis, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void aHoldTimeIsNotNegative() {
        assertRefused("holdFor", () -> rule(8, 0, NEGATIVE, Duration.ZERO));
    }

    @Test
    void aClearTimeIsNotNegative() {
        assertRefused("clearAfter", () -> rule(8, 0, Duration.ZERO, NEGATIVE));
    }

    private static void assertRefused(String field, Runnable creation) {
        Rejection rejection = catchThrowableOfType(Rejection.class, creation::run);

        assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID_REQUEST);
        assertThat(rejection.field()).isEqualTo(field);
    }

    private static RuleDefinition rule(double threshold, double hysteresis, Duration holdFor, Duration clearAfter) {
        return new RuleDefinition(
                "Cold cell too warm",
                "HIGH_TEMP",
                "temperature",
                Comparison.GT,
                threshold,
                hysteresis,
                holdFor,
                clearAfter,
                Severity.CRITICAL,
                new RuleScope(null, null, null));
    }
}
