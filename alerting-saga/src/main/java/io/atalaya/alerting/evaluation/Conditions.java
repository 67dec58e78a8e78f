package io.atalaya.alerting.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The conditions, stored with the evaluator's token: read once and written once per batch. */
@Component
class Conditions {
    private static final String COLUMNS =
            "select tenant_id, rule_id, device_id, standing, base, alert_id, alert_open, silent_until"
                    + " from evaluation_condition";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json = EventJson.mapper();

    Conditions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these rules on these devices, which nobody else changes until the transaction ends. */
    Map<Key, Condition> of(Collection<RuleId> rules, Collection<DeviceId> devices) {
        Map<Key, Condition> conditions = new HashMap<>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            COLUMNS + " where device_id = any(?) and rule_id = any(?) for update");
                    statement.setArray(
                            1,
                            connection.createArrayOf(
                                    "uuid",
                                    devices.stream().map(DeviceId::value).toArray()));
                    statement.setArray(
                            2,
                            connection.createArrayOf(
                                    "uuid", rules.stream().map(RuleId::value).toArray()));
                    return statement;
                },
                row -> {
                    conditions.put(key(row), condition(row));
                });
        return conditions;
    }

    /** @param deviceId of all the tenant's devices, if {@code null} */
    Map<Key, Condition> of(TenantId tenantId, @Nullable DeviceId deviceId) {
        Map<Key, Condition> conditions = new HashMap<>();
        RowCallbackHandler collect = row -> {
            conditions.put(key(row), condition(row));
        };
        if (deviceId == null) {
            jdbc.query(COLUMNS + " where tenant_id = ?", collect, tenantId.value());
        } else {
            jdbc.query(COLUMNS + " where tenant_id = ? and device_id = ?", collect, tenantId.value(), deviceId.value());
        }
        return conditions;
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new RuleId(row.getObject("rule_id", UUID.class)),
                new DeviceId(row.getObject("device_id", UUID.class)));
    }

    private Condition condition(ResultSet row) throws SQLException {
        String standing = row.getString("standing");
        String base = row.getString("base");
        UUID alert = row.getObject("alert_id", UUID.class);
        Timestamp silentUntil = row.getTimestamp("silent_until");
        return new Condition(
                read(standing),
                read(base),
                alert == null ? null : new AlertId(alert),
                row.getBoolean("alert_open"),
                silentUntil == null ? null : silentUntil.toInstant());
    }

    void save(Map<Key, Condition> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int size = changed.size();
        UUID[] tenants = new UUID[size];
        UUID[] rules = new UUID[size];
        UUID[] devices = new UUID[size];
        String[] standings = new String[size];
        String[] bases = new String[size];
        UUID[] alerts = new UUID[size];
        Boolean[] open = new Boolean[size];
        String[] silences = new String[size];
        int row = 0;
        for (Map.Entry<Key, Condition> entry : changed.entrySet()) {
            Condition condition = entry.getValue();
            tenants[row] = entry.getKey().tenantId().value();
            rules[row] = entry.getKey().ruleId().value();
            devices[row] = entry.getKey().deviceId().value();
            standings[row] = write(condition.standing());
            bases[row] = write(condition.base());
            alerts[row] =
                    condition.alertId() == null ? null : condition.alertId().value();
            open[row] = condition.alertOpen();
            silences[row] = condition.silentUntil() == null
                    ? null
                    : condition.silentUntil().toString();
            row++;
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("insert into evaluation_condition"
                    + " (tenant_id, rule_id, device_id, standing, base, alert_id, alert_open, silent_until)"
                    + " select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::jsonb[], ?::jsonb[], ?::uuid[],"
                    + " ?::boolean[], ?::timestamptz[])"
                    + " on conflict (rule_id, device_id) do update set standing = excluded.standing,"
                    + " base = excluded.base, alert_id = excluded.alert_id, alert_open = excluded.alert_open,"
                    + " silent_until = excluded.silent_until");
            statement.setArray(1, connection.createArrayOf("uuid", tenants));
            statement.setArray(2, connection.createArrayOf("uuid", rules));
            statement.setArray(3, connection.createArrayOf("uuid", devices));
            statement.setArray(4, connection.createArrayOf("text", standings));
            statement.setArray(5, connection.createArrayOf("text", bases));
            statement.setArray(6, connection.createArrayOf("uuid", alerts));
            statement.setArray(7, connection.createArrayOf("boolean", open));
            statement.setArray(8, connection.createArrayOf("timestamptz", silences));
            return statement;
        });
    }

    void remove(Collection<Key> gone) {
        jdbc.batchUpdate(
                "delete from evaluation_condition where rule_id = ? and device_id = ?",
                gone.stream()
                        .map(key -> new Object[] {
                            key.ruleId().value(), key.deviceId().value()
                        })
                        .toList());
    }

    /** Those that follow from the telemetry log, back to where their rules' last changes left them. */
    void rewind() {
        jdbc.update(
                "update evaluation_condition set standing = base,"
                        + " silent_until = case when silent_until is null"
                        + " and standing ->> 'lastMeasuredAt' = base ->> 'lastMeasuredAt' then null"
                        + " else coalesce(silent_until, (standing ->> 'lastMeasuredAt')::timestamptz) end"
                        + " where not jsonb_exists(standing -> 'values', ?)",
                RuleDefinition.PRESENCE_METRIC);
    }

    private String write(Standing standing) {
        try {
            return json.writeValueAsString(standing);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A standing cannot be written as JSON", impossible);
        }
    }

    private Standing read(String standing) {
        try {
            return json.readValue(standing, Standing.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored standing cannot be read: " + standing, damaged);
        }
    }

    record Key(TenantId tenantId, RuleId ruleId, DeviceId deviceId) {}
}
