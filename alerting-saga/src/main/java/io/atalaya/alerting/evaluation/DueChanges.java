package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes for which readings must still be looked up. Written in the transaction in which they were handled otherwise. */
@Component
class DueChanges {
    private final JdbcClient jdbc;
    private final LatestReadings readings;

    DueChanges(JdbcClient jdbc, LatestReadings readings) {
        this.jdbc = jdbc;
        this.readings = readings;
    }

    /** @param position up to which all that was reported must be known first */
    record DueChange(Alignment.Scope scope, Cause cause, long position) {}

    /** As of now: what is reported from now on, the evaluation judges by the new rules itself. */
    void add(Alignment.Scope scope, Cause cause) {
        jdbc.sql("insert into rule_change_due (event_id, tenant_id, device_id, correlation_id, position)"
                        + " values (:event, :tenant, cast(:device as uuid), :correlation, :position)"
                        + " on conflict (event_id) do nothing")
                .param("event", cause.eventId())
                .param("tenant", scope.tenantId().value())
                .param(
                        "device",
                        scope.deviceId() == null ? null : scope.deviceId().toString())
                .param("correlation", cause.correlationId())
                .param("position", readings.head())
                .update();
    }

    /** Oldest first. */
    List<DueChange> first(int limit) {
        return jdbc.sql("select event_id, tenant_id, device_id, correlation_id, position from rule_change_due"
                        + " order by position, event_id limit :limit")
                .param("limit", limit)
                .query((row, number) -> {
                    UUID device = row.getObject("device_id", UUID.class);
                    return new DueChange(
                            new Alignment.Scope(
                                    new TenantId(row.getObject("tenant_id", UUID.class)),
                                    device == null ? null : new DeviceId(device)),
                            new Cause(row.getString("event_id"), row.getString("correlation_id")),
                            row.getLong("position"));
                })
                .list();
    }

    /** @return whether it was still there: another node may have been faster */
    boolean take(DueChange change) {
        return jdbc.sql("delete from rule_change_due where event_id = :event")
                        .param("event", change.cause().eventId())
                        .update()
                == 1;
    }
}
