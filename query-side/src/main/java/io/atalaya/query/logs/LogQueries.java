package io.atalaya.query.logs;

import io.atalaya.contract.logs.LogLevel;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import io.atalaya.query.sites.Whereabouts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads devices' logs from the table that uploads are written to, in which a line stands as soon as it is answered. */
@Component
class LogQueries {
    private final JdbcClient jdbc;
    private final Whereabouts whereabouts;

    LogQueries(JdbcClient jdbc, Whereabouts whereabouts) {
        this.jdbc = jdbc;
        this.whereabouts = whereabouts;
    }

    @QueryHandler
    Page<LogLineView> find(FindLogLines query) {
        whereabouts.requireDevice(query, query.deviceId());
        StringBuilder sql = new StringBuilder("select id, level, message, at, received_at from device_log"
                + " where tenant_id = :tenant and device_id = :device");
        Map<String, Object> params = new HashMap<>();
        params.put("tenant", query.tenantId().value());
        params.put("device", query.deviceId().value());
        if (!query.levels().isEmpty()) {
            sql.append(" and level = any(:levels)");
            params.put("levels", query.levels().stream().map(LogLevel::name).toArray(String[]::new));
        }
        if (query.range().from() != null) {
            sql.append(" and at >= :from");
            params.put("from", query.range().from().atOffset(ZoneOffset.UTC));
        }
        if (query.range().to() != null) {
            sql.append(" and at < :to");
            params.put("to", query.range().to().atOffset(ZoneOffset.UTC));
        }
        if (query.listing().cursor() != null) {
            Place place = Place.parse(query.listing().cursor());
            sql.append(" and (at, id) < (:placeTime, :placeId)");
            params.put("placeTime", place.at().atOffset(ZoneOffset.UTC));
            params.put("placeId", place.id());
        }
        sql.append(" order by at desc, id desc limit :limit");
        params.put("limit", query.listing().limit() + 1);
        List<Row> rows = jdbc.sql(sql.toString()).params(params).query(Row::of).list();
        return query.listing().page(rows, Row::view, row -> row.view().at() + " " + row.id());
    }

    private record Row(long id, LogLineView view) {
        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    new LogLineView(
                            LogLevel.valueOf(row.getString("level")),
                            row.getString("message"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getObject("received_at", OffsetDateTime.class).toInstant()));
        }
    }

    /** Where a page ended. */
    private record Place(Instant at, long id) {
        static Place parse(String cursor) {
            String[] parts = Cursor.place(cursor).split(" ", 2);
            try {
                return new Place(Instant.parse(parts[0]), Long.parseLong(parts[parts.length - 1]));
            } catch (DateTimeException | NumberFormatException forged) {
                throw Cursor.invalid();
            }
        }
    }
}
