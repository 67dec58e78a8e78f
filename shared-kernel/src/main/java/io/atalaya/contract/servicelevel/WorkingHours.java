package io.atalaya.contract.servicelevel;

import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.time.LocalTime;

/**
 * A part of a day in which somebody works.
 *
 * @param to exclusive; midnight is the one at the end of the day
 */
public record WorkingHours(LocalTime from, LocalTime to) {
    static final WorkingHours ALL_DAY = new WorkingHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public WorkingHours {
        if (from == null || to == null || (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to))) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "workingHours", "must have a time from and a later time to");
        }
    }

    /** On a day of 24 hours. */
    Duration length() {
        Duration length = Duration.between(from, to);
        return to.equals(LocalTime.MIDNIGHT) ? length.plusDays(1) : length;
    }

    boolean endsBefore(WorkingHours later) {
        return !to.equals(LocalTime.MIDNIGHT) && !to.isAfter(later.from);
    }
}
