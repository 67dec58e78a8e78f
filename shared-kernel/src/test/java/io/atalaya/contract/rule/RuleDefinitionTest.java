package io.atalaya.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
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
        return rule(
                List.of(new RuleCondition("temperature", Comparison.GT, threshold, hysteresis)), holdFor, clearAfter);
    }

    private static RuleDefinition rule(List<RuleCondition> conditions, Duration holdFor, Duration clearAfter) {
        return new RuleDefinition(
                "Cold cell too warm",
                "HIGH_TEMP",
                conditions,
                Join.ALL,
                holdFor,
                clearAfter,
                Severity.CRITICAL,
                new RuleScope(null, null, null),
                true);
    }

    @Test
    void thereAreOneToTenConditions() {
        RuleCondition condition = new RuleCondition("temperature", Comparison.GT, 8, 0);

        assertRefused("conditions", () -> rule(List.of(), Duration.ZERO, Duration.ZERO));
        assertRefused("conditions", () -> rule(Collections.nCopies(11, condition), Duration.ZERO, Duration.ZERO));
        assertThatCode(() -> rule(Collections.nCopies(10, condition), Duration.ZERO, Duration.ZERO))
                .doesNotThrowAnyException();
    }

    @Test
    void presenceStandsAloneAndIsNotWaitedFor() {
        RuleCondition offline = new RuleCondition(RuleDefinition.PRESENCE_METRIC, Comparison.EQ, 0, 0);
        RuleCondition warm = new RuleCondition("temperature", Comparison.GT, 8, 0);
        Duration second = Duration.ofSeconds(1);

        assertThatCode(() -> rule(List.of(offline), Duration.ZERO, Duration.ZERO))
                .doesNotThrowAnyException();
        assertRefused("conditions", () -> rule(List.of(offline, warm), Duration.ZERO, Duration.ZERO));
        assertRefused("holdFor", () -> rule(List.of(offline), second, Duration.ZERO));
        assertRefused("clearAfter", () -> rule(List.of(offline), Duration.ZERO, second));
    }
}
