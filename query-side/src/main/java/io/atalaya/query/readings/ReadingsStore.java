package io.atalaya.query.readings;

import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads readings from their tables. */
@Component
class ReadingsStore {
    private final JdbcClient client;

    ReadingsStore(JdbcClient client) {
        this.client = client;
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
