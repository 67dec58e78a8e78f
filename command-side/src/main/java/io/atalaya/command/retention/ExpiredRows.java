package io.atalaya.command.retention;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what has had its time and does not go with a month. In transactions of about {@value #BATCH} rows, found by
 * index, so that those who write never wait.
 */
@Component
class ExpiredRows {
    private static final int BATCH = 10_000;

    /** The limit keeps PostgreSQL from reading whole months of everybody's readings instead of one index entry each. */
    private static final String DEVICES_WITH_READINGS =
            "select device_id from device_directory device cross join lateral (select 1 from reading"
                    + " where reading.device_id = device.device_id and measured_at < :moment limit 1) as old"
                    + " where tenant_id = :tenant";

    /** Looked up first: PostgreSQL must know where the batch ends, to see that it is but a few rows. */
    private static final String LAST_OF_BATCH = "select measured_at from reading where device_id = :device"
            + " and measured_at < :moment order by measured_at offset :batch - 1 limit 1";

    private static final String READINGS = "delete from reading where tenant_id = :tenant and device_id = :device"
            + " and measured_at < :moment and measured_at <= :last";

    /** The buckets of a device by their key, whose parts before the time are few. */
    private static final String OLD_BUCKETS =
            " from reading_latest latest cross join (values (5), (30), (120), (1440)) as width"
                    + " (minutes) cross join lateral (select bucket.ctid from reading_bucket bucket"
                    + " where bucket.device_id = latest.device_id and bucket.metric = latest.metric"
                    + " and bucket.minutes = width.minutes and bucket.start < :moment limit :batch) as old";

    private static final String DEVICES_WITH_BUCKETS =
            "select device_id from device_directory device cross join lateral (select 1" + OLD_BUCKETS
                    + " where latest.device_id = device.device_id limit 1) as expired where tenant_id = :tenant";

    private static final String BUCKETS =
            "delete from reading_bucket where tenant_id = :tenant and ctid = any(array(select old.ctid" + OLD_BUCKETS
                    + " where latest.device_id = :device limit :batch))";

    private static final String TENANT_BUCKETS =
            "delete from tenant_bucket where tenant_id = :tenant and start < :moment";

    private static final String NAMES = "delete from report_name where ctid = any(array("
            + "select ctid from report_name where received_at < :moment limit :batch))";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ExpiredRows(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    long forgetReadings(TenantId tenantId, Instant moment) {
        return ofEachDevice(tenantId, moment, DEVICES_WITH_READINGS, this::deleteReadings);
    }

    /** Those of the tenant as a whole in a transaction of their own: they are few. */
    long forgetBuckets(TenantId tenantId, Instant moment) {
        long ofDevices = ofEachDevice(
                tenantId,
                moment,
                DEVICES_WITH_BUCKETS,
                params -> jdbc.sql(BUCKETS).params(params).update());
        int ofTenant = inTenant(
                tenantId,
                () -> jdbc.sql(TENANT_BUCKETS)
                        .param("tenant", tenantId.value())
                        .param("moment", moment.atOffset(ZoneOffset.UTC))
                        .update());
        return ofDevices + ofTenant;
    }

    /** @param handled reports beyond that position stay */
    long forgetReports(TenantId tenantId, Instant moment, long handled) {
        return untilNoneIsLeft(() -> TenantScope.everyTenant(() ->
                transaction.execute(status -> jdbc.sql("select forget_reports(:tenant, :moment, :handled)")
                        .param("tenant", tenantId.value())
                        .param("moment", moment.atOffset(ZoneOffset.UTC))
                        .param("handled", handled)
                        .query(Long.class)
                        .single())));
    }

    /** The names that devices gave to reports that came before then. */
    long forgetNames(Instant moment) {
        return untilNoneIsLeft(() -> TenantScope.everyTenant(() -> transaction.execute(status -> (long) jdbc.sql(NAMES)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .update())));
    }

    private int deleteReadings(Map<String, Object> params) {
        Object moment = Objects.requireNonNull(params.get("moment"));
        Object last = jdbc.sql(LAST_OF_BATCH)
                .params(params)
                .query((row, number) -> (Object) row.getObject("measured_at", OffsetDateTime.class))
                .optional()
                .orElse(moment);
        return jdbc.sql(READINGS).params(params).param("last", last).update();
    }

    /** @param batch deletes a batch of the device's rows and says how many they were */
    private long ofEachDevice(
            TenantId tenantId, Instant moment, String devices, ToIntFunction<Map<String, Object>> batch) {
        Map<String, Object> params = new HashMap<>();
        params.put("tenant", tenantId.value());
        params.put("moment", moment.atOffset(ZoneOffset.UTC));
        params.put("batch", BATCH);
        long forgotten = 0;
        for (UUID device : inTenant(tenantId, () -> devices(devices, params))) {
            params.put("device", device);
            forgotten += untilNoneIsLeft(() -> inTenant(tenantId, () -> batch.applyAsInt(params)));
        }
        return forgotten;
    }

    private List<UUID> devices(String sql, Map<String, Object> params) {
        return jdbc.sql(sql).params(params).query(UUID.class).list();
    }

    private <R> R inTenant(TenantId tenantId, Supplier<R> work) {
        return TenantScope.tenant(tenantId, () -> transaction.execute(status -> work.get()));
    }

    private static long untilNoneIsLeft(LongSupplier batch) {
        long forgotten = 0;
        long last;
        do {
            last = batch.getAsLong();
            forgotten += last;
        } while (last > 0);
        return forgotten;
    }
}
