package io.atalaya.contract.rule;

import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.Rejection;
import java.time.Duration;

/**
 * When to raise an alert.
 *
 * @param type the type that its alerts get, such as HIGH_TEMP
 * @param metric the metric that is compared, such as temperature
 * @param threshold in the metric's unit
 * @param hysteresis in the metric's unit, not negative: how far beyond the threshold a value must return to be normal
 * @param holdFor how long a breach must last before an alert is raised; zero raises at once
 * @param clearAfter how long the value must be normal before the alert resolves by itself; zero resolves at once
 */
public record RuleDefinition(
        String name,
        String type,
        String metric,
        Comparison comparison,
        double threshold,
        double hysteresis,
        Duration holdFor,
        Duration clearAfter,
        Severity severity,
        RuleScope scope) {
    public RuleDefinition {
        if (!Double.isFinite(threshold)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "threshold", "must be a finite number");
        }
        if (!Double.isFinite(hysteresis) || hysteresis < 0) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "hysteresis", "must be a finite number, zero or more");
        }
        if (holdFor.isNegative()) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "holdFor", "must not be negative");
        }
        if (clearAfter.isNegative()) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "clearAfter", "must not be negative");
        }
    }
}
