package io.atalaya.query.dashboard;

import java.util.Map;

/** How things stand in a tenant, or on those of its sites that the asker may see. */
public record DashboardStatsView(
        DeviceCounts devices, long assets, long sites, AlertCounts alerts, TicketCounts tickets) {

    /** Without those that are retired; the other three add up to {@code total}. */
    public record DeviceCounts(long total, long online, long offline, long maintenance) {}

    /**
     * @param open that are not resolved
     * @param unacknowledged of these
     * @param bySeverity of these; a severity without any is absent
     * @param byType of these; a type without any is absent
     * @param raisedLast24Hours whatever has become of them
     */
    public record AlertCounts(
            long open,
            long unacknowledged,
            Map<String, Long> bySeverity,
            Map<String, Long> byType,
            long raisedLast24Hours) {}

    /**
     * @param open that are neither completed nor closed nor cancelled
     * @param overdue of these, whose present time is up
     * @param byStatus of these; a status without any is absent
     */
    public record TicketCounts(long open, long overdue, Map<String, Long> byStatus) {}
}
