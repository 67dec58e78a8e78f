package io.atalaya.query.dashboard;

import static io.atalaya.query.dashboard.SiteFilter.OWN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what stands in the read models: four statements, however much there is. */
@Component
class DashboardQueries {
    private static final Duration LATELY = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;

    DashboardQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    DashboardStatsView find(FindDashboardStats query) {
        return new DashboardStatsView(
                devices(query),
                count(query, "asset_view where" + OWN),
                count(query, "site_view where tenant_id = :tenant and (:everywhere or id = any(:sites))"),
                alerts(query),
                tickets(query));
    }

    private DashboardStatsView.DeviceCounts devices(FindDashboardStats query) {
        return SiteFilter.statement(
                        jdbc,
                        query,
                        "select count(*) as total, count(*) filter (where duty = 'IN_USE' and online) as online,"
                                + " count(*) filter (where duty = 'IN_USE' and not online) as offline,"
                                + " count(*) filter (where duty = 'MAINTENANCE') as maintenance"
                                + " from device_view where duty <> 'RETIRED' and" + OWN)
                .query((row, number) -> new DashboardStatsView.DeviceCounts(
                        row.getLong("total"),
                        row.getLong("online"),
                        row.getLong("offline"),
                        row.getLong("maintenance")))
                .single();
    }

    private DashboardStatsView.AlertCounts alerts(FindDashboardStats query) {
        Map<String, Long> bySeverity = new TreeMap<>();
        Map<String, Long> byType = new TreeMap<>();
        Map<String, Long> byHandling = new TreeMap<>();
        SiteFilter.statement(
                        jdbc,
                        query,
                        "select severity, type, handling, count(*) as count from alert_view"
                                + " where status in ('ACTIVE', 'ACKNOWLEDGED') and" + OWN + " group by 1, 2, 3")
                .query(row -> {
                    long count = row.getLong("count");
                    bySeverity.merge(row.getString("severity"), count, Long::sum);
                    byType.merge(row.getString("type"), count, Long::sum);
                    byHandling.merge(row.getString("handling"), count, Long::sum);
                });
        Instant since = clock.instant().minus(LATELY);
        long lately = SiteFilter.statement(
                        jdbc, query, "select count(*) from alert_view where raised_at >= :since and" + OWN)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        long open = byHandling.values().stream().mapToLong(Long::longValue).sum();
        return new DashboardStatsView.AlertCounts(
                open, byHandling.getOrDefault("UNACKNOWLEDGED", 0L), bySeverity, byType, lately);
    }

    private DashboardStatsView.TicketCounts tickets(FindDashboardStats query) {
        Map<String, Long> byStatus = new TreeMap<>();
        long[] overdue = {0};
        SiteFilter.statement(
                        jdbc,
                        query,
                        "select status, count(*) as count, count(*) filter (where due_at <= :now) as overdue"
                                + " from ticket_view"
                                + " where status in ('NEW', 'ASSIGNED', 'IN_PROGRESS', 'ON_HOLD') and" + OWN
                                + " group by status")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    byStatus.put(row.getString("status"), row.getLong("count"));
                    overdue[0] += row.getLong("overdue");
                });
        long open = byStatus.values().stream().mapToLong(Long::longValue).sum();
        return new DashboardStatsView.TicketCounts(open, overdue[0], byStatus);
    }

    private long count(FindDashboardStats query, String rows) {
        return SiteFilter.statement(jdbc, query, "select count(*) from " + rows)
                .query(Long.class)
                .single();
    }
}
