package io.atalaya.contract.escalation;

import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whom a tenant wants to be told of its alerts, and when.
 *
 * @param levels the first is that of an alert that was just raised; all but the last lead to the next
 * @param acknowledgementLapse how long somebody may look after an alert before others are told of it again
 */
public record EscalationPolicy(List<EscalationLevel> levels, Duration acknowledgementLapse) {
    /** More than any organisation has, the first included. */
    public static final int MOST_LEVELS = 11;

    private static final Duration LONGEST = Duration.ofDays(30);

    public EscalationPolicy {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "levels", "must be between 1 and " + MOST_LEVELS + " levels");
        }
        for (int level = 0; level < levels.size(); level++) {
            boolean last = level == levels.size() - 1;
            if (last != (levels.get(level).escalateAfter() == null)) {
                throw Rejection.ofField(
                        Rejection.Code.INVALID_REQUEST,
                        "levels[" + level + "].escalateAfter",
                        last ? "must be absent: there is no further level" : "is required");
            }
        }
        requireSane("acknowledgementLapse", acknowledgementLapse);
    }

    /** What holds at this level; above the last, which a change may have lowered, that one. */
    public EscalationLevel at(int level) {
        return levels.get(Math.min(level, levels.size() - 1));
    }

    /** How long after reaching this level the next one is reached; empty if there is none. */
    public Optional<Duration> escalateAfter(int level) {
        return level < levels.size() ? Optional.ofNullable(levels.get(level).escalateAfter()) : Optional.empty();
    }

    /** @throws Rejection if it is absent, not positive or longer than 30 days */
    static void requireSane(String field, Duration duration) {
        if (duration == null || !duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, field, "must be a duration of more than nothing and at most P30D");
        }
    }
}
