package io.atalaya.alerting.presence;

import static java.util.stream.Collectors.groupingBy;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Follows the telemetry log, partitioned by device, and tells a device that it came online when it reports after a
 * silence. Whatever the report holds, it is a sign of life. Usually a batch costs one statement that reads and, if some
 * device was last written longer than the precision ago, one that writes. Rows, token and events are one transaction.
 */
@Component
@ProcessingGroup(PresenceFollower.PROCESSING_GROUP)
class PresenceFollower {
    static final String PROCESSING_GROUP = "presence";

    private final PresenceTable table;
    private final SystemCommands commands;
    private final PresenceSettings settings;

    PresenceFollower(PresenceTable table, SystemCommands commands, PresenceSettings settings) {
        this.table = table;
        this.commands = commands;
        this.settings = settings;
    }

    @EventHandler
    void on(ReportBatch part, UnitOfWork<?> unitOfWork) {
        UnitOfWork<?> root = unitOfWork.root();
        List<EventMessage<ReadingsRecorded>> batch = root.getOrComputeResource(PROCESSING_GROUP, key -> {
            List<EventMessage<ReadingsRecorded>> reports = new ArrayList<>();
            root.onPrepareCommit(committing -> follow(reports));
            return reports;
        });
        batch.addAll(part.reports());
    }

    /** What the sweep has changed since it was read is read and decided again. */
    private void follow(List<EventMessage<ReadingsRecorded>> batch) {
        Map<DeviceId, List<EventMessage<ReadingsRecorded>>> undecided =
                batch.stream().collect(groupingBy(report -> report.getPayload().deviceId()));
        while (!undecided.isEmpty()) {
            Map<DeviceId, Change> changes = changes(undecided);
            Set<DeviceId> saved = changes.isEmpty()
                    ? Set.of()
                    : table.save(changes.values().stream().map(Change::presence).toList());
            changes.forEach((deviceId, change) -> {
                if (saved.contains(deviceId)) {
                    change.turns().forEach(this::tell);
                }
            });
            undecided.keySet().retainAll(changes.keySet());
            undecided.keySet().removeAll(saved);
        }
    }

    /** Those that are worth a write. */
    private Map<DeviceId, Change> changes(Map<DeviceId, List<EventMessage<ReadingsRecorded>>> reports) {
        Map<DeviceId, PresenceTable.Known> known = table.of(reports.keySet());
        Map<DeviceId, Change> changes = new HashMap<>();
        reports.forEach((deviceId, messages) -> {
            PresenceTable.Known before = known.get(deviceId);
            DeviceReports heard = new DeviceReports(
                    settings,
                    before == null ? Listening.NEVER : before.listening(),
                    before == null ? null : before.presence(),
                    messages);
            Presence after = heard.toSave();
            if (after != null) {
                changes.put(deviceId, new Change(after, heard.turns()));
            }
        });
        return changes;
    }

    private void tell(DeviceReports.Turn turn) {
        commands.send(
                turn.command(),
                PROCESSING_GROUP,
                SystemMetadata.correlationId(turn.cause()),
                turn.cause().getIdentifier());
    }

    private record Change(Presence presence, List<DeviceReports.Turn> turns) {}
}
