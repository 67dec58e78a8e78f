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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the buckets right in whatever order readings arrive, and however often. A batch costs one statement. Readings of
 * a device must not be written by two transactions at once.
 */
@Component
public class SeriesBuckets {
    private static final String COLUMNS =
            " (tenant_id, device_id, metric, minutes, start, minimum, maximum, total, count)";
    private static final Set<BucketWidth> WIDER = EnumSet.complementOf(EnumSet.of(BucketWidth.FIVE_MINUTES));

    private static final String ADD = "insert into reading_bucket as bucket" + COLUMNS
            + " select tenant_id, device_id, metric, minutes, to_timestamp(start), minimum, maximum, total, count"
            + " from unnest(?::uuid[], ?::uuid[], ?::text[], ?::smallint[], ?::bigint[], ?::float8[], ?::float8[],"
            + " ?::numeric[], ?::bigint[])"
            + " as added (tenant_id, device_id, metric, minutes, start, minimum, maximum, total, count)"
            + " on conflict (device_id, metric, minutes, start) do update"
            + " set minimum = least(bucket.minimum, excluded.minimum),"
            + " maximum = greatest(bucket.maximum, excluded.maximum),"
            + " total = bucket.total + excluded.total, count = bucket.count + excluded.count";

    /** As text, a number is turned into the decimal that also Java turns it into. */
    private static final String COUNT_AGAIN = "insert into reading_bucket" + COLUMNS
            + " select wanted.tenant_id, wanted.device_id, wanted.metric, wanted.minutes, to_timestamp(wanted.start),"
            + " min(value), max(value), sum(value::text::numeric), count(*)"
            + " from unnest(?::uuid[], ?::uuid[], ?::text[], ?::smallint[], ?::bigint[])"
            + " as wanted (tenant_id, device_id, metric, minutes, start)"
            + " join reading on reading.device_id = wanted.device_id and reading.metric = wanted.metric"
            + " and reading.measured_at >= to_timestamp(wanted.start)"
            + " and reading.measured_at < to_timestamp(wanted.start + wanted.minutes * 60)"
            + " group by 1, 2, 3, 4, 5"
            + " on conflict (device_id, metric, minutes, start) do update set minimum = excluded.minimum,"
            + " maximum = excluded.maximum, total = excluded.total, count = excluded.count";

    private final JdbcTemplate jdbc;

    SeriesBuckets(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** For reports of which every reading is a new one. */
    public void add(List<ReadingsRecorded> reports) {
        Map<Bucket.Key, Bucket> narrow = new HashMap<>();
        for (ReadingsRecorded report : reports) {
            for (Reading reading : report.readings()) {
                narrow.computeIfAbsent(key(report, reading, BucketWidth.FIVE_MINUTES), key -> new Bucket())
                        .add(reading.value());
            }
        }
        // In a fixed order, so that two nodes wait for each other instead of deadlocking.
        Map<Bucket.Key, Bucket> all = new TreeMap<>(narrow);
        narrow.forEach((key, bucket) -> WIDER.forEach(width ->
                all.computeIfAbsent(key.within(width), wider -> new Bucket()).add(bucket)));
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(ADD);
            bind(connection, statement, all.keySet());
            int size = all.size();
            double[] minimums = new double[size];
            double[] maximums = new double[size];
            BigDecimal[] totals = new BigDecimal[size];
            long[] counts = new long[size];
            int row = 0;
            for (Bucket bucket : all.values()) {
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

    /** For reports of which some readings were there before: counts what is stored in each bucket that they touch. */
    public void countAgain(List<ReadingsRecorded> reports) {
        Set<Bucket.Key> touched = new TreeSet<>();
        for (ReadingsRecorded report : reports) {
            for (Reading reading : report.readings()) {
                for (BucketWidth width : BucketWidth.values()) {
                    touched.add(key(report, reading, width));
                }
            }
        }
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(COUNT_AGAIN);
            bind(connection, statement, touched);
            return statement;
        });
    }

    private static Bucket.Key key(ReadingsRecorded report, Reading reading, BucketWidth width) {
        return Bucket.Key.of(report.tenantId(), report.deviceId(), reading.metric(), width, reading.measuredAt());
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
        jdbc.execute("truncate reading_bucket");
    }
}
