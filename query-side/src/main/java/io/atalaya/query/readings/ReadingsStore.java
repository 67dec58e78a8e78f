package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of readings. A batch costs three statements, however many reports it holds. */
@Component
class ReadingsStore {
    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    ReadingsStore(JdbcTemplate jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    /** Stores each (device, metric, time) once, whatever comes twice; only newer values become the latest. */
    void save(List<ReadingsRecorded> reports) {
        Columns all = Columns.of(reports);
        jdbc.update(connection -> all.bind(
                connection,
                "insert into reading (tenant_id, device_id, metric, measured_at, value, unit, quality, received_at)"
                        + Columns.SELECT
                        + " on conflict (device_id, metric, measured_at) do nothing"));
        Columns newest = Columns.newestOf(reports);
        jdbc.update(connection -> newest.bind(
                connection,
                "insert into reading_latest as latest"
                        + " (tenant_id, device_id, metric, measured_at, value, unit, quality, received_at)"
                        + Columns.SELECT
                        + " on conflict (device_id, metric) do update set measured_at = excluded.measured_at,"
                        + " value = excluded.value, unit = excluded.unit, quality = excluded.quality,"
                        + " received_at = excluded.received_at where latest.measured_at < excluded.measured_at"));
        seen(reports);
    }

    private void seen(List<ReadingsRecorded> reports) {
        Map<DeviceId, ReadingsRecorded> last = new LinkedHashMap<>();
        reports.forEach(report -> last.merge(
                report.deviceId(),
                report,
                (before, after) -> after.receivedAt().isAfter(before.receivedAt()) ? after : before));
        List<ReadingsRecorded> rows = last.values().stream()
                .sorted(Comparator.comparing(report -> report.deviceId().value()))
                .toList();
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("insert into device_seen as seen"
                    + " (device_id, tenant_id, last_seen_at)"
                    + " select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[])"
                    + " on conflict (device_id) do update set last_seen_at = excluded.last_seen_at"
                    + " where seen.last_seen_at < excluded.last_seen_at");
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            rows.stream()
                                    .map(report -> report.deviceId().value())
                                    .toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid",
                            rows.stream()
                                    .map(report -> report.tenantId().value())
                                    .toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "timestamptz",
                            rows.stream()
                                    .map(report -> report.receivedAt().toString())
                                    .toArray()));
            return statement;
        });
    }

    void clear() {
        jdbc.execute("truncate reading, reading_latest, device_seen");
    }

    Page<ReadingView> find(FindReadings query) {
        StringBuilder sql = new StringBuilder("select metric, value, unit, quality, measured_at, received_at"
                + " from reading where tenant_id = :tenant and device_id = :device");
        Map<String, Object> params = new HashMap<>();
        params.put("tenant", query.tenantId().value());
        params.put("device", query.deviceId().value());
        if (!query.metrics().isEmpty()) {
            sql.append(" and metric = any(:metrics)");
            params.put("metrics", query.metrics().toArray(String[]::new));
        }
        if (query.range().from() != null) {
            sql.append(" and measured_at >= :from");
            params.put("from", query.range().from().atOffset(ZoneOffset.UTC));
        }
        if (query.range().to() != null) {
            sql.append(" and measured_at < :to");
            params.put("to", query.range().to().atOffset(ZoneOffset.UTC));
        }
        if (query.listing().cursor() != null) {
            Place place = Place.parse(query.listing().cursor());
            sql.append(" and (measured_at, metric) < (:placeTime, :placeMetric)");
            params.put("placeTime", place.measuredAt().atOffset(ZoneOffset.UTC));
            params.put("placeMetric", place.metric());
        }
        sql.append(" order by measured_at desc, metric desc limit :limit");
        params.put("limit", query.listing().limit() + 1);
        List<ReadingView> rows = client.sql(sql.toString())
                .params(params)
                .query((row, number) -> view(row))
                .list();
        return query.listing().page(rows, view -> view, view -> view.measuredAt() + " " + view.metric());
    }

    List<ReadingView> latest(FindLatestReadings query) {
        return client.sql("select metric, value, unit, quality, measured_at, received_at from reading_latest"
                        + " where tenant_id = :tenant and device_id = :device order by metric")
                .param("tenant", query.tenantId().value())
                .param("device", query.deviceId().value())
                .query((row, number) -> view(row))
                .list();
    }

    private static ReadingView view(ResultSet row) throws SQLException {
        return new ReadingView(
                row.getString("metric"),
                row.getDouble("value"),
                row.getString("unit"),
                row.getInt("quality"),
                row.getObject("measured_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }

    private record Place(Instant measuredAt, String metric) {
        static Place parse(String cursor) {
            String[] parts = Cursor.place(cursor).split(" ", 2);
            if (parts.length != 2) {
                throw Cursor.invalid();
            }
            try {
                return new Place(Instant.parse(parts[0]), parts[1]);
            } catch (DateTimeParseException forged) {
                throw Cursor.invalid();
            }
        }
    }
}
