package io.atalaya.command.ticket;

import io.atalaya.contract.servicelevel.BusinessCalendar;
import io.atalaya.contract.servicelevel.ServiceGoal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Working time that passes for a ticket, towards one goal at one escalation level.
 *
 * @param target how much there is in all
 * @param elapsed how much had passed at {@code startedAt}, or when it stopped
 * @param startedAt {@code null} while it stands still
 * @param serviceLevelsVersion which service levels say what working time is
 * @param warned whether three quarters have been told of, or need not be any more
 * @param breached whether its end has been told of
 */
record SlaClock(
        ServiceGoal goal,
        int level,
        Duration target,
        Duration elapsed,
        @Nullable Instant startedAt,
        int serviceLevelsVersion,
        boolean warned,
        boolean breached) {

    boolean isFor(ServiceGoal wanted, int wantedLevel) {
        return goal == wanted && level == wantedLevel;
    }

    boolean runs() {
        return startedAt != null;
    }

    /** How much has passed by now. */
    Duration elapsedAt(Instant now, BusinessCalendar calendar) {
        return startedAt == null ? elapsed : elapsed.plus(calendar.between(startedAt, now));
    }

    /** When three quarters will have passed; at once if they have. */
    Instant warnAt(BusinessCalendar calendar) {
        return after(target.multipliedBy(3).dividedBy(4), calendar);
    }

    /** When all will have passed; at once if it has. */
    Instant dueAt(BusinessCalendar calendar) {
        return after(target, calendar);
    }

    private Instant after(Duration total, BusinessCalendar calendar) {
        if (startedAt == null) {
            throw new IllegalStateException("Nothing is due while the time stands still");
        }
        Duration left = total.minus(elapsed);
        return calendar.plus(startedAt, left.isNegative() ? Duration.ZERO : left);
    }

    SlaClock stopped(Duration elapsedInAll) {
        return new SlaClock(goal, level, target, elapsedInAll, null, serviceLevelsVersion, warned, breached);
    }

    SlaClock withWarning() {
        return new SlaClock(goal, level, target, elapsed, startedAt, serviceLevelsVersion, true, breached);
    }

    SlaClock withBreach() {
        return new SlaClock(goal, level, target, elapsed, startedAt, serviceLevelsVersion, true, true);
    }
}
