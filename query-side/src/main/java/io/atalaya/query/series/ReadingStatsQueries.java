package io.atalaya.query.series;

import io.atalaya.kernel.Rejection;
import io.atalaya.query.sites.Whereabouts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts a device's readings, exactly and whatever the range: by buckets where they fit, and one by one at its ends. */
@Component
class ReadingStatsQueries {
    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

    /** The first and the last reading are found through the first and the last of the narrowest buckets. */
    private static final String BUCKETS = "select metric, minimum, maximum, total, count, first, last"
            + " from unnest(:metrics::text[]) as wanted (metric)"
            + " cross join lateral (select min(minimum) as minimum, max(maximum) as maximum, sum(total) as total,"
            + " sum(count) as count"
            + " from unnest(:minutes::int[], :since::bigint[], :until::bigint[]) as span (minutes, since, until)"
            + " cross join lateral (select minimum, maximum, total, count from reading_bucket bucket"
            + " where tenant_id = :tenant and device_id = :device and bucket.metric = wanted.metric"
            + " and bucket.minutes = span.minutes and start >= to_timestamp(span.since)"
            + " and start < to_timestamp(span.until)) as bucket) as summed"
            + measuredAt("first", "asc")
            + measuredAt("last", "desc");

    private final JdbcClient jdbc;
    private final Whereabouts whereabouts;
    private final Clock clock;

    ReadingStatsQueries(JdbcClient jdbc, Whereabouts whereabouts, Clock clock) {
        this.jdbc = jdbc;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    private static String measuredAt(String name, String order) {
        return " cross join lateral (select start from reading_bucket bucket"
                + " where tenant_id = :tenant and device_id = :device and bucket.metric = wanted.metric and minutes = 5"
                + " and start >= to_timestamp(:begin) and start < to_timestamp(:end)"
                + " order by start " + order + " limit 1) as " + name + "_bucket"
                + " cross join lateral (select measured_at as " + name + " from reading"
                + " where tenant_id = :tenant and device_id = :device and reading.metric = wanted.metric"
                + " and measured_at >= " + name + "_bucket.start"
                + " and measured_at < " + name + "_bucket.start + interval '5 minutes'"
                + " order by measured_at " + order + " limit 1) as " + name + "_reading";
    }

    @QueryHandler
    ReadingStatsView find(FindReadingStats query) {
        whereabouts.requireDevice(query, query.deviceId());
        Instant to = Objects.requireNonNullElseGet(query.range().to(), clock::instant);
        Instant from = Objects.requireNonNullElseGet(query.range().from(), () -> to.minus(DEFAULT_RANGE));
        if (!from.isBefore(to)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "from", "must lie in the past unless to is given");
        }
        Map<String, Summary> summaries = summaries(query);
        Cover cover = Cover.of(from, to);
        cover.edges().forEach(edge -> addReadings(query, edge, summaries));
        if (!cover.spans().isEmpty()) {
            addBuckets(query, cover.spans(), summaries);
        }
        List<ReadingStatsView.MetricStats> items = summaries.entrySet().stream()
                .filter(entry -> entry.getValue().bucket.count() > 0)
                .map(entry -> entry.getValue().view(entry.getKey()))
                .toList();
        return new ReadingStatsView(query.deviceId(), from, to, items);
    }

    /** Of each metric that is wanted and has ever been reported an empty one, in order. */
    private Map<String, Summary> summaries(FindReadingStats query) {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        jdbc.sql("select metric, unit from reading_latest where tenant_id = :tenant and device_id = :device"
                        + " and (:all or metric = any(:metrics)) order by metric")
                .param("tenant", query.tenantId().value())
                .param("device", query.deviceId().value())
                .param("all", query.metrics().isEmpty())
                .param("metrics", query.metrics().toArray(String[]::new))
                .query(row -> {
                    summaries.put(row.getString("metric"), new Summary(row.getString("unit")));
                });
        return summaries;
    }

    private void addReadings(FindReadingStats query, Cover.Edge edge, Map<String, Summary> summaries) {
        jdbc.sql("select metric, measured_at, value from reading where tenant_id = :tenant and device_id = :device"
                        + " and measured_at >= :from and measured_at < :to and metric = any(:metrics)")
                .param("tenant", query.tenantId().value())
                .param("device", query.deviceId().value())
                .param("from", edge.from().atOffset(ZoneOffset.UTC))
                .param("to", edge.to().atOffset(ZoneOffset.UTC))
                .param("metrics", summaries.keySet().toArray(String[]::new))
                .query(row -> {
                    Summary summary = Objects.requireNonNull(summaries.get(row.getString("metric")));
                    summary.bucket.add(row.getDouble("value"));
                    summary.span(instant(row, "measured_at"), instant(row, "measured_at"));
                });
    }

    private void addBuckets(FindReadingStats query, List<Cover.Span> spans, Map<String, Summary> summaries) {
        jdbc.sql(BUCKETS)
                .param("tenant", query.tenantId().value())
                .param("device", query.deviceId().value())
                .param("metrics", summaries.keySet().toArray(String[]::new))
                .param("minutes", each(spans, span -> span.width().minutes()))
                .param("since", each(spans, span -> span.from().getEpochSecond()))
                .param("until", each(spans, span -> span.to().getEpochSecond()))
                .param("begin", spans.getFirst().from().getEpochSecond())
                .param("end", spans.getLast().to().getEpochSecond())
                .query(row -> {
                    Summary summary = Objects.requireNonNull(summaries.get(row.getString("metric")));
                    BigDecimal total = row.getBigDecimal("total");
                    summary.bucket.add(row.getDouble("minimum"), row.getDouble("maximum"), total, row.getLong("count"));
                    summary.span(instant(row, "first"), instant(row, "last"));
                });
    }

    private static long[] each(List<Cover.Span> spans, ToLongFunction<Cover.Span> value) {
        return spans.stream().mapToLong(value).toArray();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** What has been found of a metric so far. */
    private static final class Summary {
        private final @Nullable String unit;
        private final Bucket bucket = new Bucket();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        Summary(@Nullable String unit) {
            this.unit = unit;
        }

        void span(Instant from, Instant to) {
            first = from.isBefore(first) ? from : first;
            last = to.isAfter(last) ? to : last;
        }

        ReadingStatsView.MetricStats view(String metric) {
            return new ReadingStatsView.MetricStats(
                    metric, unit, bucket.count(), bucket.minimum(), bucket.maximum(), bucket.average(), first, last);
        }
    }
}
