package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The conditions, stored with the evaluator's token: read once and written once per batch. */
@Component
class Conditions {
    private final JdbcTemplate jdbc;

    Conditions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<Key, Condition> of(Collection<DeviceId> devices) {
        Map<Key, Condition> conditions = new HashMap<>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "select tenant_id, rule_id, device_id, state, since, last_measured_at, alert_id"
                                    + " from evaluation_condition where device_id = any(?) for update");
                    statement.setArray(
                            1,
                            connection.createArrayOf(
                                    "uuid",
                                    devices.stream().map(DeviceId::value).toArray()));
                    return statement;
                },
                row -> {
                    UUID alert = row.getObject("alert_id", UUID.class);
                    conditions.put(
                            new Key(
                                    new TenantId(row.getObject("tenant_id", UUID.class)),
                                    new RuleId(row.getObject("rule_id", UUID.class)),
                                    new DeviceId(row.getObject("device_id", UUID.class))),
                            new Condition(
                                    Condition.State.valueOf(row.getString("state")),
                                    row.getTimestamp("since").toInstant(),
                                    row.getTimestamp("last_measured_at").toInstant(),
                                    alert == null ? null : new AlertId(alert)));
                });
        return conditions;
    }

    void save(Map<Key, Condition> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int size = changed.size();
        UUID[] tenants = new UUID[size];
        UUID[] rules = new UUID[size];
        UUID[] devices = new UUID[size];
        String[] states = new String[size];
        String[] since = new String[size];
        String[] measured = new String[size];
        UUID[] alerts = new UUID[size];
        int row = 0;
        for (Map.Entry<Key, Condition> entry : changed.entrySet()) {
            Condition condition = entry.getValue();
            tenants[row] = entry.getKey().tenantId().value();
            rules[row] = entry.getKey().ruleId().value();
            devices[row] = entry.getKey().deviceId().value();
            states[row] = condition.state().name();
            since[row] = since(condition).toString();
            measured[row] = condition.lastMeasuredAt().toString();
            alerts[row] =
                    condition.alertId() == null ? null : condition.alertId().value();
            row++;
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("insert into evaluation_condition"
                    + " (tenant_id, rule_id, device_id, state, since, last_measured_at, alert_id)"
                    + " select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[],"
                    + " ?::timestamptz[], ?::uuid[])"
                    + " on conflict (rule_id, device_id) do update set state = excluded.state,"
                    + " since = excluded.since, last_measured_at = excluded.last_measured_at,"
                    + " alert_id = excluded.alert_id");
            statement.setArray(1, connection.createArrayOf("uuid", tenants));
            statement.setArray(2, connection.createArrayOf("uuid", rules));
            statement.setArray(3, connection.createArrayOf("uuid", devices));
            statement.setArray(4, connection.createArrayOf("text", states));
            statement.setArray(5, connection.createArrayOf("timestamptz", since));
            statement.setArray(6, connection.createArrayOf("timestamptz", measured));
            statement.setArray(7, connection.createArrayOf("uuid", alerts));
            return statement;
        });
    }

    /** A condition that has always been normal began with its first reading. */
    private static Instant since(Condition condition) {
        return condition.since().equals(Instant.MIN) ? condition.lastMeasuredAt() : condition.since();
    }

    record Key(TenantId tenantId, RuleId ruleId, DeviceId deviceId) {}
}
