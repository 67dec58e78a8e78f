package io.atalaya.contract.rule;

/** How a reading is compared with a rule's threshold; the comparison that holds is a breach. */
public enum Comparison {
    GT,
    GTE,
    LT,
    LTE,
    EQ,
    NE;

    public boolean holds(double value, double threshold) {
        return switch (this) {
            case GT -> value > threshold;
            case GTE -> value >= threshold;
            case LT -> value < threshold;
            case LTE -> value <= threshold;
            case EQ -> value == threshold;
            case NE -> value != threshold;
        };
    }

    /**
     * Whether a value that had breached is normal again: back across the threshold by more than the hysteresis, which
     * widens the way back only. Equality knows no direction, so there hysteresis has no effect.
     */
    public boolean normalAgain(double value, double threshold, double hysteresis) {
        return switch (this) {
            case GT, GTE -> !holds(value, threshold - hysteresis);
            case LT, LTE -> !holds(value, threshold + hysteresis);
            case EQ, NE -> !holds(value, threshold);
        };
    }
}
