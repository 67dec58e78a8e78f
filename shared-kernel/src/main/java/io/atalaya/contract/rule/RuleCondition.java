package io.atalaya.contract.rule;

import io.atalaya.kernel.Rejection;

/**
 * One comparison of a rule.
 *
 * @param metric the metric that is compared, such as temperature
 * @param threshold in the metric's unit; truth values are 1 and 0
 * @param hysteresis in the metric's unit, not negative: how far beyond the threshold a value must return to be normal
 */
public record RuleCondition(String metric, Comparison comparison, double threshold, double hysteresis) {
    public RuleCondition {
        if (!Double.isFinite(threshold)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "threshold", "must be a finite number");
        }
        if (!Double.isFinite(hysteresis) || hysteresis < 0) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "hysteresis", "must be a finite number, zero or more");
        }
    }

    public boolean holds(double value) {
        return comparison.holds(value, threshold);
    }

    /** Whether a value that had breached is normal again. */
    public boolean normalAgain(double value) {
        return comparison.normalAgain(value, threshold, hysteresis);
    }
}
