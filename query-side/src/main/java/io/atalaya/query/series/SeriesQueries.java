package io.atalaya.query.series;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.query.sites.Whereabouts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers series from the buckets: 360 rows for 30 days of a device, however many readings there were. */
@Component
class SeriesQueries {
    private final JdbcClient jdbc;
    private final Whereabouts whereabouts;
    private final Clock clock;

    SeriesQueries(JdbcClient jdbc, Whereabouts whereabouts, Clock clock) {
        this.jdbc = jdbc;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    @QueryHandler
    SeriesView find(FindSeries query) {
        UUID[] devices = devices(query);
        Instant from = query.range().from(clock.instant());
        List<SeriesView.Interval> points = jdbc.sql("select start, min(minimum) as minimum, max(maximum) as maximum,"
                        + " sum(total) as total, sum(count) as count"
                        + " from reading_bucket where tenant_id = :tenant and device_id = any(:devices)"
                        + " and metric = :metric and minutes = :minutes and start >= :from"
                        + " group by start order by start")
                .param("tenant", query.tenantId().value())
                .param("devices", devices)
                .param("metric", query.metric())
                .param("minutes", query.range().width().minutes())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(SeriesQueries::point)
                .list();
        return new SeriesView(
                query.deviceId(),
                query.assetId(),
                query.metric(),
                unit(query, devices),
                query.range().text(),
                from,
                Duration.ofMinutes(query.range().width().minutes()),
                points);
    }

    private UUID[] devices(FindSeries query) {
        DeviceId deviceId = query.deviceId();
        if (deviceId != null) {
            whereabouts.requireDevice(query, deviceId);
            return new UUID[] {deviceId.value()};
        }
        AssetId assetId = Objects.requireNonNull(query.assetId(), "assetId");
        whereabouts.requireAsset(query, assetId);
        return whereabouts.devicesOn(query, assetId).stream()
                .map(DeviceId::value)
                .toArray(UUID[]::new);
    }

    private @Nullable String unit(FindSeries query, UUID[] devices) {
        return jdbc.sql("select unit from reading_latest where tenant_id = :tenant and device_id = any(:devices)"
                        + " and metric = :metric and unit is not null order by measured_at desc limit 1")
                .param("tenant", query.tenantId().value())
                .param("devices", devices)
                .param("metric", query.metric())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static SeriesView.Interval point(ResultSet row, int number) throws SQLException {
        Bucket bucket = new Bucket();
        bucket.add(
                row.getDouble("minimum"), row.getDouble("maximum"), row.getBigDecimal("total"), row.getLong("count"));
        return new SeriesView.Interval(
                row.getObject("start", OffsetDateTime.class).toInstant(),
                bucket.minimum(),
                bucket.maximum(),
                bucket.average(),
                bucket.count());
    }
}
