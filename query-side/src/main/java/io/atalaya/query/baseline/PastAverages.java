package io.atalaya.query.baseline;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what metrics were on average in steps of two hours: 372 steps for a month, a row for each metric of a device. */
@Component
public class PastAverages {
    public static final Duration STEP = Duration.ofHours(2);
    /** The first of a device, by name; a device can have made up any number of them. */
    public static final int MAX_METRICS = 100;

    /** They only ever grow, so that nothing is usual. */
    private static final String[] COUNTERS = {"uptime"};

    /**
     * By the metrics that there are, since all steps of one are found side by side. In floating point: the exact quotients
     * and moments of 20,000 steps cost PostgreSQL more than to find them.
     */
    private static final String SQL = "select latest.device_id, latest.metric,"
            + " array_agg(date_part('epoch', bucket.start)::bigint) as starts,"
            + " array_agg(case when abs(bucket.total) < 1e300 then bucket.total::float8 / bucket.count"
            + " else (bucket.total / bucket.count)::float8 end) as averages"
            + " from (select device_id, metric, row_number() over (partition by device_id order by metric) as number"
            + " from reading_latest where tenant_id = :tenant and device_id = any(:devices) and metric <> all(:counters))"
            + " latest join reading_bucket bucket on bucket.tenant_id = :tenant"
            + " and bucket.device_id = latest.device_id and bucket.metric = latest.metric and bucket.minutes = 120"
            + " and bucket.start >= :from and bucket.start <= :to"
            + " where latest.number <= :metrics"
            + " group by latest.device_id, latest.metric";

    private final JdbcClient jdbc;

    PastAverages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of each device its metrics in order, and of these the steps that begin between the two moments. Whoever has no
     * reading in that time is absent.
     */
    public Map<DeviceId, Map<String, NavigableMap<Instant, Double>>> of(
            TenantId tenantId, Collection<DeviceId> devices, Instant from, Instant to) {
        Map<DeviceId, Map<String, NavigableMap<Instant, Double>>> averages = new HashMap<>();
        jdbc.sql(SQL)
                .param("tenant", tenantId.value())
                .param("devices", devices.stream().map(DeviceId::value).toArray(UUID[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("counters", COUNTERS)
                .param("metrics", MAX_METRICS)
                .query(row -> {
                    averages.computeIfAbsent(
                                    new DeviceId(row.getObject("device_id", UUID.class)), device -> new TreeMap<>())
                            .put(row.getString("metric"), steps(row));
                });
        return averages;
    }

    private static NavigableMap<Instant, Double> steps(ResultSet row) throws SQLException {
        Long[] starts = (Long[]) row.getArray("starts").getArray();
        Double[] averages = (Double[]) row.getArray("averages").getArray();
        NavigableMap<Instant, Double> steps = new TreeMap<>();
        for (int step = 0; step < starts.length; step++) {
            steps.put(Instant.ofEpochSecond(starts[step]), averages[step]);
        }
        return steps;
    }
}
