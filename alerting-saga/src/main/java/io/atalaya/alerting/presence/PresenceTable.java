package io.atalaya.alerting.presence;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How each device stands. Read without locks, since most reports change nothing; whoever writes holds the row until the
 * transaction ends, and does not write over what came in between.
 */
@Component
class PresenceTable {
    private static final String COLUMNS = "device_id, tenant_id, online, last_seen_at, changed_at";

    private final JdbcTemplate jdbc;

    PresenceTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How these devices stand, and since and until when they were listened to; one that never reported is absent. */
    Map<DeviceId, Known> of(Collection<DeviceId> devices) {
        Map<DeviceId, Known> known = new HashMap<>();
        jdbc.query(
                connection -> {
                    var statement =
                            connection.prepareStatement("select " + COLUMNS + ", listening_since, listened_until"
                                    + " from device_presence cross join presence_watch where device_id = any(?)");
                    statement.setArray(1, array(connection, "uuid", devices, DeviceId::value));
                    return statement;
                },
                row -> {
                    Presence presence = presence(row);
                    Listening listening =
                            new Listening(instant(row, "listening_since"), instant(row, "listened_until"));
                    known.put(presence.deviceId(), new Known(presence, listening));
                });
        return known;
    }

    /** @return those that were written; of the others, another change came first, and it must be decided again */
    Set<DeviceId> save(Collection<Presence> changed) {
        List<Presence> rows = changed.stream()
                .sorted(Comparator.comparing(presence -> presence.deviceId().value()))
                .toList();
        return new HashSet<>(jdbc.query(
                connection -> {
                    // The time of the last change never moves back, so that it tells whether there was one in between.
                    var statement = connection.prepareStatement("insert into device_presence as stored (" + COLUMNS
                            + ") select * from unnest(?::uuid[], ?::uuid[], ?::boolean[], ?::timestamptz[],"
                            + " ?::timestamptz[]) on conflict (device_id) do update set online = excluded.online,"
                            + " last_seen_at = excluded.last_seen_at, changed_at = excluded.changed_at"
                            + " where excluded.changed_at >= stored.changed_at returning device_id");
                    statement.setArray(
                            1,
                            array(
                                    connection,
                                    "uuid",
                                    rows,
                                    presence -> presence.deviceId().value()));
                    statement.setArray(
                            2,
                            array(
                                    connection,
                                    "uuid",
                                    rows,
                                    presence -> presence.tenantId().value()));
                    statement.setArray(3, array(connection, "boolean", rows, Presence::online));
                    statement.setArray(
                            4,
                            array(
                                    connection,
                                    "timestamptz",
                                    rows,
                                    presence -> presence.lastSeenAt().toString()));
                    statement.setArray(
                            5,
                            array(
                                    connection,
                                    "timestamptz",
                                    rows,
                                    presence -> presence.changedAt().toString()));
                    return statement;
                },
                (row, number) -> new DeviceId(row.getObject("device_id", UUID.class))));
    }

    /**
     * Takes devices offline that were last seen at that time or before, each at the moment when its silence became too
     * long. Leaves out those whose report is being handled at this moment.
     *
     * @return how they stand now
     */
    List<Presence> takeOffline(Instant lastSeenUntil, Duration offlineAfter, int limit) {
        return jdbc.query(
                "with silent as materialized (select device_id as id from device_presence where online"
                        + " and last_seen_at <= ?::timestamptz order by last_seen_at limit ? for update skip locked)"
                        + " update device_presence set online = false, changed_at = last_seen_at + ?::interval"
                        + " from silent where device_id = silent.id returning " + COLUMNS,
                (row, number) -> presence(row),
                lastSeenUntil.toString(),
                limit,
                offlineAfter.toString());
    }

    private static <T> Array array(
            Connection connection, String type, Collection<T> rows, Function<? super T, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    private static Presence presence(ResultSet row) throws SQLException {
        return new Presence(
                new DeviceId(row.getObject("device_id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getBoolean("online"),
                instant(row, "last_seen_at"),
                instant(row, "changed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** A device's row, and what is known about the listening. */
    record Known(Presence presence, Listening listening) {}
}
