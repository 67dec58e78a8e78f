package io.atalaya.command.telemetry;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The messageIds that devices have given to their reports, so that a report that comes again is not stored again. */
@Component
class ReportNames {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ReportNames(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Reserves the names of these reports in the current transaction, in one statement.
     *
     * @return ids of the events whose names are new
     */
    Set<String> claim(Collection<EventMessage<ReadingsRecorded>> named) {
        if (named.isEmpty()) {
            return Set.of();
        }
        int size = named.size();
        UUID[] tenants = new UUID[size];
        UUID[] devices = new UUID[size];
        String[] names = new String[size];
        UUID[] events = new UUID[size];
        String[] times = new String[size];
        int row = 0;
        for (EventMessage<ReadingsRecorded> event : named) {
            ReadingsRecorded report = event.getPayload();
            tenants[row] = report.tenantId().value();
            devices[row] = report.deviceId().value();
            names[row] = report.messageId();
            events[row] = UUID.fromString(event.getIdentifier());
            times[row] = report.receivedAt().toString();
            row++;
        }
        // Sorted, so that two nodes that claim the same names wait for each other instead of deadlocking.
        List<String> claimed = jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "insert into report_name (tenant_id, device_id, message_id, event_id, received_at)"
                                    + " select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[])"
                                    + " as named (tenant_id, device_id, message_id, event_id, received_at)"
                                    + " order by device_id, message_id on conflict do nothing returning event_id");
                    statement.setArray(1, connection.createArrayOf("uuid", tenants));
                    statement.setArray(2, connection.createArrayOf("uuid", devices));
                    statement.setArray(3, connection.createArrayOf("text", names));
                    statement.setArray(4, connection.createArrayOf("uuid", events));
                    statement.setArray(5, connection.createArrayOf("timestamptz", times));
                    return statement;
                },
                (result, number) -> result.getString(1));
        return new HashSet<>(claimed);
    }

    /** @return where in the telemetry log the report of that name stands; 0 if it was handled so long ago that it is gone */
    long position(TenantId tenantId, DeviceId deviceId, String messageId) {
        List<Long> position = TenantScope.tenant(
                tenantId,
                () -> transaction.execute(status -> jdbc.queryForList(
                        "select coalesce(log.global_index, 0) from report_name name"
                                + " left join telemetry_event log on log.event_identifier = name.event_id::text"
                                + " where name.device_id = ? and name.message_id = ?",
                        Long.class,
                        deviceId.value(),
                        messageId)));
        if (position.isEmpty()) {
            throw new IllegalStateException("Report " + messageId + " is not known by this name");
        }
        return position.getFirst();
    }
}
