package io.atalaya.query.rules.whatif;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Readings in the order of their own time, as they were reported together. They come through a cursor: however many there
 * are, few are in memory.
 */
@Component
class RecordedReadings {
    private static final int ROWS_PER_FETCH = 1000;

    /** How old a value may be that is known at the begin. */
    private static final Duration KNOWN_FOR = Duration.ofDays(7);

    private static final String KNOWN =
            "select latest.metric, reading.value, reading.unit, reading.quality, reading.measured_at"
                    + " from reading_latest latest cross join lateral ("
                    + "select value, unit, quality, measured_at from reading where tenant_id = latest.tenant_id"
                    + " and device_id = latest.device_id and metric = latest.metric"
                    + " and measured_at >= ? and measured_at < ? order by measured_at desc limit 1) reading"
                    + " where latest.tenant_id = ? and latest.device_id = ? and latest.metric = any(?)";
    private static final String WITHIN = "select metric, value, unit, quality, measured_at, received_at from reading"
            + " where tenant_id = ? and device_id = ? and metric = any(?) and measured_at >= ? and measured_at < ?"
            + " order by measured_at, received_at";

    private final JdbcTemplate jdbc;

    RecordedReadings(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(ROWS_PER_FETCH);
    }

    /** From now on, the transaction writes nothing, and no statement of it takes longer. */
    void only(Duration atMost) {
        jdbc.queryForList(
                "select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', ?, true)",
                Long.toString(Math.max(1, atMost.toMillis())));
    }

    /** The newest reading of each of these metrics before this moment. */
    List<Reading> knownAt(TenantId tenantId, DeviceId deviceId, Set<String> metrics, Instant at) {
        return jdbc.query(
                KNOWN,
                statement -> {
                    statement.setObject(1, at.minus(KNOWN_FOR).atOffset(ZoneOffset.UTC));
                    statement.setObject(2, at.atOffset(ZoneOffset.UTC));
                    statement.setObject(3, tenantId.value());
                    statement.setObject(4, deviceId.value());
                    statement.setArray(5, statement.getConnection().createArrayOf("text", metrics.toArray()));
                },
                (row, number) -> reading(row));
    }

    /** Hands on each report's readings of these metrics; those that were measured at different times, one by one. */
    void each(
            TenantId tenantId,
            DeviceId deviceId,
            Set<String> metrics,
            Instant from,
            Instant to,
            Consumer<List<Reading>> consumer) {
        jdbc.query(
                WITHIN,
                statement -> {
                    statement.setObject(1, tenantId.value());
                    statement.setObject(2, deviceId.value());
                    statement.setArray(3, statement.getConnection().createArrayOf("text", metrics.toArray()));
                    statement.setObject(4, from.atOffset(ZoneOffset.UTC));
                    statement.setObject(5, to.atOffset(ZoneOffset.UTC));
                },
                row -> {
                    List<Reading> together = new ArrayList<>();
                    Instant received = Instant.MIN;
                    while (row.next()) {
                        Reading reading = reading(row);
                        Instant receivedAt = instant(row, "received_at");
                        boolean another = !together.isEmpty()
                                && !(receivedAt.equals(received)
                                        && reading.measuredAt()
                                                .equals(together.getFirst().measuredAt()));
                        if (another) {
                            consumer.accept(together);
                            together = new ArrayList<>();
                        }
                        together.add(reading);
                        received = receivedAt;
                    }
                    if (!together.isEmpty()) {
                        consumer.accept(together);
                    }
                    return together.size();
                });
    }

    private static Reading reading(ResultSet row) throws SQLException {
        return new Reading(
                row.getString("metric"),
                row.getDouble("value"),
                row.getString("unit"),
                row.getInt("quality"),
                instant(row, "measured_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
