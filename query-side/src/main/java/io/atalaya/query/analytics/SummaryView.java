package io.atalaya.query.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has happened in a tenant, or on those of its sites that the asker may see, from a moment up to now. */
public record SummaryView(
        String range,
        Instant from,
        Instant to,
        DeviceSummary devices,
        AlertSummary alerts,
        TicketSummary tickets,
        double kilowattHours) {

    /**
     * @param total in use or under maintenance
     * @param active of these, that have reported since {@code from}
     * @param uptimeRatio how much of the time they were online, on average; {@code null} without any device
     */
    public record DeviceSummary(
            long total, long active, @Nullable Double uptimeRatio) {}

    /**
     * @param bySeverity of those that were raised; a severity without any is absent
     * @param meanTimeToResolve of those that were raised and are resolved; {@code null} without any
     */
    public record AlertSummary(
            long raised,
            long resolved,
            Map<String, Long> bySeverity,
            @Nullable Duration meanTimeToResolve) {}

    /** @param meanTimeToComplete of those that were opened and are completed; {@code null} without any */
    public record TicketSummary(
            long opened,
            long completed,
            long breached,
            @Nullable Duration meanTimeToComplete) {}
}
