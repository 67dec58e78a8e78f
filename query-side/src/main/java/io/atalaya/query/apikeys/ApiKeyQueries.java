package io.atalaya.query.apikeys;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.access.KeyAccess;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads API keys from the table that authentication uses, in which a change stands as soon as its command is answered. */
@Component
class ApiKeyQueries {
    private final JdbcClient jdbc;

    ApiKeyQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Page<ApiKeyView> find(FindApiKeys query) {
        Place after = Place.of(query.listing().cursor());
        DeviceId deviceId = query.deviceId();
        List<ApiKeyView> rows = jdbc.sql("select id, name, device_id, permissions, rate_limit, expires_at, created_at,"
                        + " last_used_at from api_key where tenant_id = :tenant"
                        + " and (:device::uuid is null or device_id = :device::uuid)"
                        + " and (:created::timestamptz is null or (created_at, id) < (:created::timestamptz, :id::uuid))"
                        + " order by created_at desc, id desc limit :limit")
                .param("tenant", query.tenantId().value())
                .param("device", deviceId == null ? null : deviceId.value())
                .param(
                        "created",
                        after.createdAt() == null ? null : after.createdAt().atOffset(ZoneOffset.UTC))
                .param("id", after.id())
                .param("limit", query.listing().limit() + 1)
                .query(ApiKeyQueries::key)
                .list();
        return query.listing().page(rows, key -> key, key -> key.createdAt() + " " + key.id());
    }

    private static ApiKeyView key(ResultSet row, int number) throws SQLException {
        UUID device = row.getObject("device_id", UUID.class);
        String[] permissions = (String[]) row.getArray("permissions").getArray();
        return new ApiKeyView(
                new ApiKeyId(row.getObject("id", UUID.class)),
                row.getString("name"),
                device == null ? null : new DeviceId(device),
                Arrays.stream(permissions).map(KeyAccess::valueOf).toList(),
                row.getObject("rate_limit", Integer.class),
                instant(row, "expires_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Where in the order of the list a page ended. */
    private record Place(
            @Nullable Instant createdAt, @Nullable UUID id) {
        static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return new Place(null, null);
            }
            String[] parts = Cursor.place(cursor).split(" ", 2);
            try {
                return new Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
            } catch (DateTimeException | IllegalArgumentException forged) {
                throw Cursor.invalid();
            }
        }
    }
}
