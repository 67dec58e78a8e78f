package io.atalaya.contract.servicelevel;

import io.atalaya.contract.ticket.Priority;
import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How fast a tenant's tickets are to be served.
 *
 * @param targets for every priority
 * @param autoCloseAfter how long a ticket stays complete before it is closed, whoever works meanwhile or not
 * @param maxEscalationLevel 1 to {@link #MOST_LEVELS}; breaches at this level are recorded and lead no higher
 */
public record ServiceLevels(
        BusinessCalendar calendar,
        Map<Priority, ServiceTarget> targets,
        Duration autoCloseAfter,
        int maxEscalationLevel) {
    /** Around the clock in UTC. */
    public static final ServiceLevels STANDARD = new ServiceLevels(
            BusinessCalendar.ALWAYS,
            Map.of(
                    Priority.URGENT, new ServiceTarget(Duration.ofMinutes(30), Duration.ofHours(4)),
                    Priority.HIGH, new ServiceTarget(Duration.ofHours(1), Duration.ofHours(8)),
                    Priority.MEDIUM, new ServiceTarget(Duration.ofHours(4), Duration.ofHours(24)),
                    Priority.LOW, new ServiceTarget(Duration.ofHours(8), Duration.ofHours(72))),
            Duration.ofHours(72),
            3);

    /** More than any organisation has. */
    public static final int MOST_LEVELS = 10;

    private static final int MOST_WEEKS = 200;

    public ServiceLevels {
        EnumMap<Priority, ServiceTarget> ordered = new EnumMap<>(Priority.class);
        ordered.putAll(targets);
        for (Priority priority : Priority.values()) {
            if (ordered.get(priority) == null) {
                throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "targets." + priority, "is required");
            }
        }
        targets = Collections.unmodifiableMap(ordered);
        Duration attainable = calendar.perWeek().multipliedBy(MOST_WEEKS);
        targets.forEach((priority, target) -> {
            if (target.own().compareTo(attainable) > 0 || target.repair().compareTo(attainable) > 0) {
                throw Rejection.ofField(
                        Rejection.Code.INVALID_REQUEST, "targets." + priority, "is years of such working time");
            }
        });
        ServiceTarget.requireSane("autoCloseAfter", autoCloseAfter);
        if (maxEscalationLevel < 1 || maxEscalationLevel > MOST_LEVELS) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "maxEscalationLevel", "must be between 1 and " + MOST_LEVELS);
        }
    }

    public Duration target(Priority priority, ServiceGoal goal) {
        return Objects.requireNonNull(targets.get(priority)).towards(goal);
    }
}
