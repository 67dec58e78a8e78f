package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes for which readings must still be looked up. Written in the transaction in which they were handled otherwise. */
@Component
class DueChanges {
    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final JdbcClient jdbc;
    private final LatestReadings readings;
    private final Clock clock;

    DueChanges(JdbcClient jdbc, LatestReadings readings, Clock clock) {
        this.jdbc = jdbc;
        this.readings = readings;
        this.clock = clock;
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

    /** Oldest first; those that have failed, when they are to be tried again. */
    List<DueChange> first(int limit) {
        return jdbc.sql("select event_id, tenant_id, device_id, correlation_id, position from rule_change_due"
                        + " where due_at <= :now order by position, event_id limit :limit")
                .param("now", now())
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

    /**
     * Is tried again after a second at the earliest, then two, four, and so on up to half a minute: whatever it is, it is in
     * nobody else's way.
     */
    void tryLater(DueChange change) {
        jdbc.sql("update rule_change_due set tries = tries + 1, due_at = :now + make_interval(secs =>"
                        + " least(power(2, least(tries, 20)), :longest)) where event_id = :event")
                .param("now", now())
                .param("longest", LONGEST_PAUSE_SECONDS)
                .param("event", change.cause().eventId())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
