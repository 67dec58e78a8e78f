package io.atalaya.query.health;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads trends from the widest buckets: 372 rows for a month of a metric. */
@Component
class TrendQueries {
    /** They only ever grow, which is no trend. */
    private static final String[] COUNTERS = {"uptime"};

    private final JdbcClient jdbc;

    TrendQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of devices without any reading in that time nothing is there. */
    Map<DeviceId, Trend> of(TenantId tenantId, Collection<DeviceId> devices, Instant from, Instant to) {
        Map<DeviceId, Map<String, NavigableMap<Instant, Double>>> averages = new HashMap<>();
        jdbc.sql("select device_id, metric, start, (total / count)::float8 as average"
                        + " from reading_bucket where tenant_id = :tenant and device_id = any(:devices)"
                        + " and minutes = 120 and start >= :from and start < :to and metric <> all(:counters)")
                .param("tenant", tenantId.value())
                .param("devices", devices.stream().map(DeviceId::value).toArray(UUID[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("counters", COUNTERS)
                .query(row -> {
                    averages.computeIfAbsent(
                                    new DeviceId(row.getObject("device_id", UUID.class)), device -> Trend.empty())
                            .computeIfAbsent(row.getString("metric"), metric -> new TreeMap<>())
                            .put(row.getObject("start", OffsetDateTime.class).toInstant(), row.getDouble("average"));
                });
        Map<DeviceId, Trend> trends = new HashMap<>();
        averages.forEach((device, metrics) -> trends.put(device, new Trend(metrics)));
        return trends;
    }
}
