package io.atalaya.query.analytics;

import io.atalaya.contract.site.SiteId;
import io.atalaya.query.series.SeriesRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A day is told by the half hour, a week by two hours, a month by the day: two statements, of a row a step. Whoever is
 * limited to sites has the buckets of their devices added up, a row a step and device.
 */
@Component
class TrendsQueries {
    private static final String OF_TENANT =
            "select start as step, minimum, maximum, (total / count)::float8 as average, count, devices"
                    + " from tenant_bucket where tenant_id = :tenant and metric = :metric and minutes = :minutes"
                    + " and start >= :from";
    private static final String OF_SITES = "select bucket.start as step,"
            + " min(bucket.minimum) as minimum, max(bucket.maximum) as maximum,"
            + " (sum(bucket.total) / sum(bucket.count))::float8 as average, sum(bucket.count) as count,"
            + " count(*) as devices"
            + " from device_view device join reading_bucket bucket on bucket.device_id = device.id"
            + " and bucket.tenant_id = :tenant and bucket.metric = :metric and bucket.minutes = :minutes"
            + " and bucket.start >= :from"
            + " where device.tenant_id = :tenant and device.site_id = any(:sites) group by 1";
    private static final String ALERTS = "select date_bin(make_interval(secs => :step), raised_at, 'epoch') as step,"
            + " count(*) as raised from alert_view where tenant_id = :tenant"
            + " and (:everywhere or site_id = any(:sites)) and raised_at >= :from group by 1";

    private final JdbcClient jdbc;
    private final Clock clock;

    TrendsQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    TrendsView find(FindTrends query) {
        Duration step = step(query.range());
        long until = Math.floorDiv(clock.instant().getEpochSecond(), step.toSeconds()) * step.toSeconds();
        // The step that is under way is one of them.
        Instant from =
                Instant.ofEpochSecond(until).minus(query.range().length()).plus(step);
        Map<Instant, TrendsView.TrendReadings> readings = new HashMap<>();
        asked(query, query.within().isNone() ? OF_TENANT : OF_SITES, from)
                .param("metric", query.metric())
                .param("minutes", step.toMinutes())
                .query(row -> {
                    readings.put(
                            row.getObject("step", OffsetDateTime.class).toInstant(),
                            new TrendsView.TrendReadings(
                                    row.getDouble("minimum"),
                                    row.getDouble("maximum"),
                                    row.getDouble("average"),
                                    row.getLong("count"),
                                    row.getLong("devices")));
                });
        Map<Instant, Long> alerts = new HashMap<>();
        asked(query, ALERTS, from).param("step", (double) step.toSeconds()).query(row -> {
            alerts.put(row.getObject("step", OffsetDateTime.class).toInstant(), row.getLong("raised"));
        });
        TreeSet<Instant> starts = new TreeSet<>(readings.keySet());
        starts.addAll(alerts.keySet());
        List<TrendsView.TrendStep> steps = starts.stream()
                .map(start -> new TrendsView.TrendStep(start, readings.get(start), alerts.getOrDefault(start, 0L)))
                .toList();
        return new TrendsView(query.metric(), query.range().text(), from, step, steps);
    }

    private static Duration step(SeriesRange range) {
        return switch (range) {
            case DAY -> Duration.ofMinutes(30);
            case WEEK -> Duration.ofHours(2);
            case MONTH -> Duration.ofDays(1);
        };
    }

    private JdbcClient.StatementSpec asked(FindTrends query, String sql, Instant from) {
        return jdbc.sql(sql)
                .param("tenant", query.tenantId().value())
                .param("everywhere", query.within().isNone())
                .param(
                        "sites",
                        query.within().siteIds().stream().map(SiteId::value).toArray(UUID[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC));
    }
}
