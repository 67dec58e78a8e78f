package io.atalaya.contract.servicelevel;

import io.atalaya.kernel.Rejection;
import java.time.Duration;

/**
 * How much working time there is for tickets of one priority, 1 s to 366 d each.
 *
 * @param own until somebody has the ticket (TTO)
 * @param repair from then on until the work is done (TTR)
 */
public record ServiceTarget(Duration own, Duration repair) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public ServiceTarget {
        requireSane("own", own);
        requireSane("repair", repair);
    }

    public Duration towards(ServiceGoal goal) {
        return switch (goal) {
            case OWN -> own;
            case REPAIR -> repair;
        };
    }

    /** @throws Rejection if it is absent, shorter than a second or longer than 366 days */
    static void requireSane(String field, Duration duration) {
        if (duration == null || duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, "must be a duration between PT1S and P366D");
        }
    }
}
