package io.atalaya.query.dashboard;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from the latest values and the widest buckets: 13 rows a device and metric. */
@Component
class ClimateQueries {
    private static final List<String> METRICS = List.of("temperature", "humidity");
    private static final long BUCKET_SECONDS = Duration.ofHours(2).toSeconds();
    private static final Duration LENGTH = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;

    ClimateQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    ClimateView find(FindClimate query) {
        long start = clock.instant().minus(LENGTH).getEpochSecond();
        Instant since = Instant.ofEpochSecond(Math.floorDiv(start, BUCKET_SECONDS) * BUCKET_SECONDS);
        List<ClimateView.DeviceClimate> items = SiteFilter.statement(
                        jdbc,
                        query,
                        "select device.id, device.name, device.site_id, device.asset_id, latest.metric, latest.unit,"
                                + " latest.value, latest.measured_at, minimum, maximum, total, count"
                                + " from (select * from device_view where" + SiteFilter.OWN
                                + " and duty <> 'RETIRED' and (:site::uuid is null or site_id = :site::uuid)"
                                + " and (:asset::uuid is null or asset_id = :asset::uuid)"
                                + " order by position desc limit 1000) device"
                                + " join reading_latest latest on latest.device_id = device.id"
                                + " and latest.tenant_id = :tenant and latest.metric = any(:metrics)"
                                + " cross join lateral (select min(minimum) as minimum, max(maximum) as maximum,"
                                + " sum(total) as total, sum(count) as count from reading_bucket bucket"
                                + " where bucket.tenant_id = :tenant and bucket.device_id = device.id"
                                + " and bucket.metric = latest.metric and bucket.minutes = 120"
                                + " and bucket.start >= :since) figures"
                                + " order by device.position desc, latest.metric desc")
                .param("site", query.siteId() == null ? null : query.siteId().value())
                .param("asset", query.assetId() == null ? null : query.assetId().value())
                .param("metrics", METRICS.toArray(String[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(ClimateQueries::ofDevice)
                .list();
        List<ClimateView.MetricClimate> overall = METRICS.stream()
                .map(metric -> overall(metric, items))
                .filter(Objects::nonNull)
                .toList();
        return new ClimateView(since, overall, items);
    }

    private static ClimateView.DeviceClimate ofDevice(ResultSet row, int number) throws SQLException {
        UUID site = row.getObject("site_id", UUID.class);
        UUID asset = row.getObject("asset_id", UUID.class);
        long count = row.getLong("count");
        return new ClimateView.DeviceClimate(
                new DeviceId(row.getObject("id", UUID.class)),
                row.getString("name"),
                site == null ? null : new SiteId(site),
                asset == null ? null : new AssetId(asset),
                row.getString("metric"),
                row.getString("unit"),
                row.getDouble("value"),
                row.getObject("measured_at", OffsetDateTime.class).toInstant(),
                count == 0
                        ? null
                        : new ClimateView.ClimateFigures(
                                row.getDouble("minimum"),
                                row.getDouble("maximum"),
                                row.getBigDecimal("total").doubleValue() / count,
                                count));
    }

    private static ClimateView.@Nullable MetricClimate overall(String metric, List<ClimateView.DeviceClimate> items) {
        List<ClimateView.ClimateFigures> known = new ArrayList<>();
        for (ClimateView.DeviceClimate item : items) {
            if (item.metric().equals(metric) && item.figures() != null) {
                known.add(item.figures());
            }
        }
        if (known.isEmpty()) {
            return null;
        }
        double readings =
                known.stream().mapToDouble(ClimateView.ClimateFigures::count).sum();
        return new ClimateView.MetricClimate(
                metric,
                known.size(),
                known.stream()
                        .mapToDouble(ClimateView.ClimateFigures::min)
                        .min()
                        .orElseThrow(),
                known.stream()
                        .mapToDouble(ClimateView.ClimateFigures::max)
                        .max()
                        .orElseThrow(),
                known.stream()
                        .mapToDouble(figures -> figures.avg() * (figures.count() / readings))
                        .sum());
    }
}
