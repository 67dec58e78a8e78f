package io.atalaya.query.insights;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.query.Cursor;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.baseline.Baseline;
import io.atalaya.query.baseline.PastAverages;
import io.atalaya.query.health.HealthScores;
import io.atalaya.query.sites.Whereabouts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from averages of two hours, 384 to 732 a device and metric, of few devices at a time. */
@Component
class InsightQueries {
    private static final int DEVICES_AT_ONCE = 10;
    private static final String DEVICES = "select id, name, position from device_view where tenant_id = :tenant"
            + " and (:everywhere or site_id = any(:sites)) and duty <> 'RETIRED'"
            + " and (:device::uuid is null or id = :device::uuid)"
            + " and (:asset::uuid is null or asset_id = :asset::uuid)"
            + " and (:before::bigint is null or position < :before::bigint) order by position desc limit :limit";

    private final JdbcClient jdbc;
    private final Whereabouts whereabouts;
    private final PastAverages past;
    private final HealthScores health;
    private final Clock clock;

    InsightQueries(JdbcClient jdbc, Whereabouts whereabouts, PastAverages past, HealthScores health, Clock clock) {
        this.jdbc = jdbc;
        this.whereabouts = whereabouts;
        this.past = past;
        this.health = health;
        this.clock = clock;
    }

    @QueryHandler
    InsightsView find(FindInsights query) {
        if (query.deviceId() != null) {
            whereabouts.requireDevice(query, query.deviceId());
        }
        if (query.assetId() != null) {
            whereabouts.requireAsset(query, query.assetId());
        }
        Instant now = clock.instant();
        long step = PastAverages.STEP.toSeconds();
        Instant from = Instant.ofEpochSecond(
                Math.floorDiv(now.minus(query.range().length()).getEpochSecond(), step) * step);
        Page<Device> devices = devices(query);
        List<InsightsView.Insight> items = new ArrayList<>();
        for (int first = 0; first < devices.items().size(); first += DEVICES_AT_ONCE) {
            int end = Math.min(first + DEVICES_AT_ONCE, devices.items().size());
            items.addAll(insights(query, devices.items().subList(first, end), from, now));
        }
        return new InsightsView(query.range().text(), from, PastAverages.STEP, items, devices.nextCursor());
    }

    private List<InsightsView.Insight> insights(FindInsights query, List<Device> devices, Instant from, Instant now) {
        List<DeviceId> ids = devices.stream().map(Device::id).toList();
        Instant earliest = Collections.min(List.of(from.minus(MetricHistory.PAST), now.minus(HealthScores.LOOK_BACK)));
        Map<DeviceId, Map<String, NavigableMap<Instant, Double>>> steps = past.of(query.tenantId(), ids, earliest, now);
        Map<DeviceId, Integer> scores = health.of(query.tenantId(), ids, now, steps);
        List<InsightsView.Insight> items = new ArrayList<>();
        for (Device device : devices) {
            steps.getOrDefault(device.id(), Map.of()).forEach((metric, averages) -> {
                MetricHistory history =
                        new MetricHistory(averages, from, query.range().length());
                if (!history.isEmpty()) {
                    int score = scores.getOrDefault(device.id(), 0);
                    items.add(insight(device.id(), device.name(), score, metric, history, query.deviceId() != null));
                }
            });
        }
        return items;
    }

    private Page<Device> devices(FindInsights query) {
        List<Device> found = jdbc.sql(DEVICES)
                .param("tenant", query.tenantId().value())
                .param("everywhere", query.within().isNone())
                .param(
                        "sites",
                        query.within().siteIds().stream().map(SiteId::value).toArray(UUID[]::new))
                .param(
                        "device",
                        query.deviceId() == null ? null : query.deviceId().value())
                .param("asset", query.assetId() == null ? null : query.assetId().value())
                .param("before", Cursor.position(query.cursor()))
                .param("limit", query.limit() + 1)
                .query((row, number) -> new Device(
                        new DeviceId(row.getObject("id", UUID.class)), row.getString("name"), row.getLong("position")))
                .list();
        return new Listing(query.limit(), query.cursor())
                .page(found, device -> device, device -> Long.toString(device.position()));
    }

    private static InsightsView.Insight insight(
            DeviceId device, String name, int health, String metric, MetricHistory history, boolean withRolling) {
        Double before = history.averageBefore();
        Baseline baseline = history.baseline();
        Double deviation = history.deviation();
        List<InsightsView.Anomaly> anomalies = history.anomalies();
        boolean farOff = deviation != null && Math.abs(deviation) > MetricHistory.UNUSUAL;
        return new InsightsView.Insight(
                device,
                name,
                health,
                metric,
                history.average(),
                before,
                change(before, history.average()),
                baseline == null
                        ? null
                        : new InsightsView.UsualValue(baseline.median(), baseline.scale(), baseline.count()),
                deviation,
                farOff || !anomalies.isEmpty(),
                history.explanation(),
                withRolling ? history.rolling() : List.of(),
                anomalies);
    }

    private static @Nullable Double change(@Nullable Double before, double average) {
        return before == null || before == 0 ? null : 100 * (average - before) / Math.abs(before);
    }

    /** @param position in the list of devices */
    private record Device(DeviceId id, String name, long position) {}
}
