package io.atalaya.query.readings;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Readings turned into one array per column, as unnest takes them. */
final class Columns {
    static final String SELECT = " select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[],"
            + " ?::float8[], ?::text[], ?::smallint[], ?::timestamptz[])";

    private final Object[] tenants;
    private final Object[] devices;
    private final Object[] metrics;
    private final Object[] measured;
    private final Object[] values;
    private final @Nullable Object[] units;
    private final Object[] qualities;
    private final Object[] received;

    private Columns(List<Row> rows) {
        int size = rows.size();
        tenants = new Object[size];
        devices = new Object[size];
        metrics = new Object[size];
        measured = new Object[size];
        values = new Object[size];
        units = new Object[size];
        qualities = new Object[size];
        received = new Object[size];
        for (int index = 0; index < size; index++) {
            Row row = rows.get(index);
            tenants[index] = row.report().tenantId().value();
            devices[index] = row.report().deviceId().value();
            metrics[index] = row.reading().metric();
            measured[index] = row.reading().measuredAt().toString();
            values[index] = row.reading().value();
            units[index] = row.reading().unit();
            qualities[index] = (short) row.reading().quality();
            received[index] = row.report().receivedAt().toString();
        }
    }

    static Columns of(List<ReadingsRecorded> reports) {
        return new Columns(rows(reports));
    }

    /** Of each device and metric only the newest, in a fixed order, so that two writers cannot deadlock. */
    static Columns newestOf(List<ReadingsRecorded> reports) {
        Map<Series, Row> newest = new TreeMap<>();
        rows(reports)
                .forEach(row -> newest.merge(
                        new Series(
                                row.report().deviceId().value(), row.reading().metric()),
                        row,
                        (before, after) -> after.reading()
                                        .measuredAt()
                                        .isAfter(before.reading().measuredAt())
                                ? after
                                : before));
        return new Columns(List.copyOf(newest.values()));
    }

    PreparedStatement bind(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf("uuid", tenants));
        statement.setArray(2, connection.createArrayOf("uuid", devices));
        statement.setArray(3, connection.createArrayOf("text", metrics));
        statement.setArray(4, connection.createArrayOf("timestamptz", measured));
        statement.setArray(5, connection.createArrayOf("float8", values));
        statement.setArray(6, connection.createArrayOf("text", units));
        statement.setArray(7, connection.createArrayOf("smallint", qualities));
        statement.setArray(8, connection.createArrayOf("timestamptz", received));
        return statement;
    }

    private static List<Row> rows(List<ReadingsRecorded> reports) {
        return reports.stream()
                .flatMap(report -> report.readings().stream().map(reading -> new Row(report, reading)))
                .toList();
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
