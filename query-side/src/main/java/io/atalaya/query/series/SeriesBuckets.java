package io.atalaya.query.series;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * Keeps the buckets right in whatever order readings arrive, and however often. Only here are readings added up, so that
 * a value is the same decimal each time. Readings of a device must not be written by two transactions at once.
 *
 * <p>What changes a device's bucket changes its tenant's by the same, in the same statement. Those rows are locked until
 * the transaction ends, and other writers of the tenant wait for it: this is the last thing to be written in it.
 */
@Component
public class SeriesBuckets {
    private static final String INSERT = "insert into reading_bucket as bucket"
            + " (tenant_id, device_id, metric, minutes, start, minimum, maximum, total, count)";
    private static final String ADDED =
            "with added as (select tenant_id, device_id, metric, minutes, to_timestamp(start) as start, minimum, maximum,"
                    + " total, count from unnest(?::uuid[], ?::uuid[], ?::text[], ?::smallint[], ?::bigint[],"
                    + " ?::float8[], ?::float8[], ?::numeric[], ?::bigint[])"
                    + " as added (tenant_id, device_id, metric, minutes, start, minimum, maximum, total, count)) ";
    private static final String REPLACE = " on conflict (device_id, metric, minutes, start) do update"
            + " set minimum = excluded.minimum, maximum = excluded.maximum, total = excluded.total,"
            + " count = excluded.count";
    private static final String PLUS = " minimum = least(bucket.minimum, excluded.minimum),"
            + " maximum = greatest(bucket.maximum, excluded.maximum),"
            + " total = bucket.total + excluded.total, count = bucket.count + excluded.count";
    private static final String INSERT_OF_TENANT = " insert into tenant_bucket as bucket"
            + " (tenant_id, metric, minutes, start, minimum, maximum, total, count, devices)";
    private static final String ADD_OF_TENANT = " group by 1, 2, 3, 4"
            // In a fixed order, so that two nodes wait for each other instead of deadlocking.
            + " order by 1, 2, 3, 4 on conflict (tenant_id, metric, minutes, start) do update set" + PLUS
            + ", devices = bucket.devices + excluded.devices";

    /** A row that was new was not locked by anybody before: that is how it is told from one that was there. */
    private static final String ADD = ADDED + ", changed as (" + INSERT + " select * from added"
            + " on conflict (device_id, metric, minutes, start) do update set" + PLUS
            + " returning tenant_id, metric, minutes, start, xmax = 0 as is_new)" + INSERT_OF_TENANT
            + " select tenant_id, metric, minutes, start, min(minimum), max(maximum), sum(total), sum(count), sum(devices)"
            + " from (select tenant_id, metric, minutes, start, minimum, maximum, total, count, 0 as devices from added"
            + " union all select tenant_id, metric, minutes, start, null, null, 0, 0, 1 from changed where is_new)"
            + " as parts where minutes > 5" + ADD_OF_TENANT;

    private static final String REPLACE_NARROW = ADDED + INSERT + " select * from added" + REPLACE;
    private static final String WANTED = " from unnest(?::uuid[], ?::uuid[], ?::text[], ?::smallint[], ?::bigint[])"
            + " with ordinality as wanted (tenant_id, device_id, metric, minutes, start, number)";

    private static final String STORED = "select number, value" + WANTED + " join reading"
            + " on reading.device_id = wanted.device_id and reading.metric = wanted.metric"
            + " and reading.measured_at >= to_timestamp(wanted.start)"
            + " and reading.measured_at < to_timestamp(wanted.start + wanted.minutes * 60)";
    /** The statement sees the buckets as they were before it: readings are only ever added. */
    private static final String REPLACE_WIDER = "with changed as (" + INSERT
            + " select wanted.tenant_id, wanted.device_id, wanted.metric, wanted.minutes, to_timestamp(wanted.start),"
            + " min(part.minimum), max(part.maximum), sum(part.total), sum(part.count)" + WANTED
            + " join reading_bucket part on part.device_id = wanted.device_id and part.metric = wanted.metric"
            + " and part.minutes = 5 and part.start >= to_timestamp(wanted.start)"
            + " and part.start < to_timestamp(wanted.start + wanted.minutes * 60)"
            + " group by 1, 2, 3, 4, 5" + REPLACE + " returning bucket.*)" + INSERT_OF_TENANT
            + " select changed.tenant_id, metric, minutes, start, min(changed.minimum), max(changed.maximum),"
            + " sum(changed.total - coalesce(before.total, 0)), sum(changed.count - coalesce(before.count, 0)),"
            + " count(*) - count(before.count)"
            + " from changed left join reading_bucket before using (device_id, metric, minutes, start)" + ADD_OF_TENANT;

    private static final Set<BucketWidth> WIDER = EnumSet.complementOf(EnumSet.of(BucketWidth.FIVE_MINUTES));
    private static final int ROWS_AT_ONCE = 10_000;

    private final JdbcTemplate jdbc;

    SeriesBuckets(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** For reports of which every reading is a new one. Costs one statement. */
    public void add(List<ReadingsRecorded> reports) {
        Map<Bucket.Key, Bucket> narrow = new HashMap<>();
        for (ReadingsRecorded report : reports) {
            for (Reading reading : report.readings()) {
                narrow.computeIfAbsent(key(report, reading), key -> new Bucket())
                        .add(reading.value());
            }
        }
        // In a fixed order, so that two nodes wait for each other instead of deadlocking.
        SortedMap<Bucket.Key, Bucket> all = new TreeMap<>(narrow);
        narrow.forEach((key, bucket) -> WIDER.forEach(width ->
                all.computeIfAbsent(key.within(width), wider -> new Bucket()).add(bucket)));
        write(all, ADD);
    }

    /** For reports of which some readings were there before: counts what is stored in each bucket that they touch. */
    public void countAgain(List<ReadingsRecorded> reports) {
        SortedMap<Bucket.Key, Bucket> narrow = new TreeMap<>();
        SortedSet<Bucket.Key> wider = new TreeSet<>();
        for (ReadingsRecorded report : reports) {
            for (Reading reading : report.readings()) {
                Bucket.Key key = key(report, reading);
                narrow.put(key, new Bucket());
                WIDER.forEach(width -> wider.add(key.within(width)));
            }
        }
        Bucket[] inOrder = narrow.values().toArray(Bucket[]::new);
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(STORED);
                    statement.setFetchSize(ROWS_AT_ONCE);
                    bind(connection, statement, narrow.keySet());
                    return statement;
                },
                (RowCallbackHandler) row -> inOrder[row.getInt("number") - 1].add(row.getDouble("value")));
        write(narrow, REPLACE_NARROW);
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(REPLACE_WIDER);
            bind(connection, statement, wider);
            return statement;
        });
    }

    private void write(SortedMap<Bucket.Key, Bucket> buckets, String sql) {
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(sql);
            bind(connection, statement, buckets.keySet());
            int size = buckets.size();
            double[] minimums = new double[size];
            double[] maximums = new double[size];
            BigDecimal[] totals = new BigDecimal[size];
            long[] counts = new long[size];
            int row = 0;
            for (Bucket bucket : buckets.values()) {
                minimums[row] = bucket.minimum();
                maximums[row] = bucket.maximum();
                totals[row] = bucket.total();
                counts[row] = bucket.count();
                row++;
            }
            statement.setObject(6, minimums);
            statement.setObject(7, maximums);
            statement.setArray(8, connection.createArrayOf("numeric", totals));
            statement.setObject(9, counts);
            return statement;
        });
    }

    private static Bucket.Key key(ReadingsRecorded report, Reading reading) {
        return Bucket.Key.of(
                report.tenantId(), report.deviceId(), reading.metric(), BucketWidth.FIVE_MINUTES, reading.measuredAt());
    }

    private static void bind(Connection connection, PreparedStatement statement, Collection<Bucket.Key> keys)
            throws SQLException {
        int size = keys.size();
        UUID[] tenants = new UUID[size];
        UUID[] devices = new UUID[size];
        String[] metrics = new String[size];
        short[] minutes = new short[size];
        long[] starts = new long[size];
        int row = 0;
        for (Bucket.Key key : keys) {
            tenants[row] = key.tenantId().value();
            devices[row] = key.deviceId().value();
            metrics[row] = key.metric();
            minutes[row] = (short) key.width().minutes();
            starts[row] = key.startSeconds();
            row++;
        }
        statement.setArray(1, connection.createArrayOf("uuid", tenants));
        statement.setArray(2, connection.createArrayOf("uuid", devices));
        statement.setArray(3, connection.createArrayOf("text", metrics));
        statement.setObject(4, minutes);
        statement.setObject(5, starts);
    }

    public void clear() {
        jdbc.execute("truncate reading_bucket, tenant_bucket");
    }
}
