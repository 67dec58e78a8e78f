package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether devices came online or went offline last, as readings of the presence metric. */
@Component
class LastTurns {
    private static final int GOOD = 100;

    private final JdbcClient jdbc;

    LastTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of devices that have ever reported. */
    Map<DeviceId, Reading> of(TenantId tenantId) {
        Map<DeviceId, Reading> turns = new HashMap<>();
        jdbc.sql("select device_id, online, changed_at from device_presence where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(row -> {
                    turns.put(
                            new DeviceId(row.getObject("device_id", UUID.class)),
                            reading(
                                    row.getBoolean("online"),
                                    row.getTimestamp("changed_at").toInstant()));
                });
        return turns;
    }

    /** Whether the device has turned again since this moment. */
    boolean isAfter(TenantId tenantId, DeviceId deviceId, Instant at) {
        return jdbc.sql("select exists(select 1 from device_presence where tenant_id = :tenant and device_id = :device"
                        + " and changed_at > :at)")
                .param("tenant", tenantId.value())
                .param("device", deviceId.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** A device may come online at the very moment at which it had gone offline, but then it does so after that. */
    static Reading reading(boolean online, Instant at) {
        Instant since = online ? at.plus(1, ChronoUnit.MICROS) : at;
        return new Reading(RuleDefinition.PRESENCE_METRIC, online ? 1 : 0, null, GOOD, since);
    }
}
