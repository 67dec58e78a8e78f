package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Readings turned into one array per column, as unnest takes them. What repeats from row to row (devices, metrics, units)
 * is sent once and pointed at by number; numbers travel as PostgreSQL's own bytes instead of text. Times are microseconds
 * since the epoch, which a double still holds exactly when it is divided into seconds.
 */
final class Columns {
    static final String SELECT = " select (?::uuid[])[device], (?::uuid[])[device], (?::text[])[metric],"
            + " to_timestamp(measured::float8 / 1000000), value, (?::text[])[unit], quality,"
            + " to_timestamp(received::float8 / 1000000)"
            + " from unnest(?::int[], ?::int[], ?::bigint[], ?::float8[], ?::int[], ?::smallint[], ?::bigint[])"
            + " as row (device, metric, measured, value, unit, quality, received)";

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Numbered<DeviceId> devices = new Numbered<>();
    private final List<UUID> tenants = new ArrayList<>();
    private final Numbered<String> metrics = new Numbered<>();
    private final Numbered<String> units = new Numbered<>();
    private final Set<YearMonth> months = new HashSet<>();
    private final int[] device;
    private final int[] metric;
    private final long[] measured;
    private final double[] value;
    private final int[] unit;
    private final short[] quality;
    private final long[] received;
    private int rows;
    private long monthFrom = 1;
    private long monthTo;

    private Columns(int size) {
        device = new int[size];
        metric = new int[size];
        measured = new long[size];
        value = new double[size];
        unit = new int[size];
        quality = new short[size];
        received = new long[size];
    }

    static Columns of(List<ReadingsRecorded> reports) {
        int size = 0;
        for (ReadingsRecorded report : reports) {
            size += report.readings().size();
        }
        Columns columns = new Columns(size);
        for (ReadingsRecorded report : reports) {
            for (Reading reading : report.readings()) {
                columns.add(report, reading);
            }
        }
        return columns;
    }

    /** Of each device and metric only the newest, in a fixed order, so that two writers cannot deadlock. */
    static Columns newestOf(List<ReadingsRecorded> reports) {
        Map<Series, Row> newest = new HashMap<>();
        for (ReadingsRecorded report : reports) {
            for (Reading reading : report.readings()) {
                newest.merge(
                        new Series(report.deviceId().value(), reading.metric()),
                        new Row(report, reading),
                        (before, after) -> after.reading()
                                        .measuredAt()
                                        .isAfter(before.reading().measuredAt())
                                ? after
                                : before);
            }
        }
        Columns columns = new Columns(newest.size());
        new TreeMap<>(newest).values().forEach(row -> columns.add(row.report(), row.reading()));
        return columns;
    }

    private void add(ReadingsRecorded report, Reading reading) {
        device[rows] = devices.number(report.deviceId());
        if (devices.size() > tenants.size()) {
            tenants.add(report.tenantId().value());
        }
        metric[rows] = metrics.number(reading.metric());
        measured[rows] = micros(reading.measuredAt());
        value[rows] = reading.value();
        // The element number 0 of an array is null.
        unit[rows] = reading.unit() == null ? 0 : units.number(reading.unit());
        quality[rows] = (short) reading.quality();
        received[rows] = micros(report.receivedAt());
        note(reading.measuredAt());
        rows++;
    }

    private void note(Instant measuredAt) {
        long second = measuredAt.getEpochSecond();
        if (second < monthFrom || second >= monthTo) {
            YearMonth month = YearMonth.from(measuredAt.atOffset(ZoneOffset.UTC));
            monthFrom = month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            monthTo = month.plusMonths(1).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            months.add(month);
        }
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * MICROS_PER_SECOND + at.getNano() / 1000;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    int size() {
        return rows;
    }

    /** The months, of UTC, in which something was measured. */
    Set<YearMonth> months() {
        return months;
    }

    PreparedStatement bind(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "uuid", devices.all().stream().map(DeviceId::value).toArray()));
        statement.setArray(3, connection.createArrayOf("text", metrics.all().toArray()));
        statement.setArray(4, connection.createArrayOf("text", units.all().toArray()));
        statement.setObject(5, device);
        statement.setObject(6, metric);
        statement.setObject(7, measured);
        statement.setObject(8, value);
        statement.setObject(9, unit);
        statement.setObject(10, quality);
        statement.setObject(11, received);
        return statement;
    }

    /** What repeats, each once, numbered from 1 as in PostgreSQL's arrays. */
    private static final class Numbered<T> {
        private final Map<T, Integer> numbers = new HashMap<>();
        private final List<T> all = new ArrayList<>();

        int number(T thing) {
            Integer known = numbers.get(thing);
            if (known == null) {
                all.add(thing);
                known = all.size();
                numbers.put(thing, known);
            }
            return known;
        }

        int size() {
            return all.size();
        }

        List<T> all() {
            return all;
        }
    }

    private record Row(ReadingsRecorded report, Reading reading) {}

    private record Series(UUID deviceId, String metric) implements Comparable<Series> {
        @Override
        public int compareTo(Series other) {
            int byDevice = deviceId.compareTo(other.deviceId);
            return byDevice != 0 ? byDevice : metric.compareTo(other.metric);
        }
    }
}
