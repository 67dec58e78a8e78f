package io.atalaya.alerting.presence;

import io.atalaya.contract.device.command.MarkDeviceOffline;
import io.atalaya.contract.device.command.MarkDeviceOnline;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** What a batch's reports of one device change about it. */
final class DeviceReports {
    private final PresenceSettings settings;
    private final Listening listening;
    private final @Nullable Presence before;
    private final List<Turn> turns = new ArrayList<>();
    private @Nullable Presence after;

    /** @param before how it stood; {@code null} if it has never reported */
    DeviceReports(
            PresenceSettings settings,
            Listening listening,
            @Nullable Presence before,
            List<EventMessage<ReadingsRecorded>> reports) {
        this.settings = settings;
        this.listening = listening;
        this.before = before;
        this.after = before;
        reports.stream()
                .sorted(Comparator.comparing(report -> report.getPayload().receivedAt()))
                .forEach(this::hear);
    }

    private void hear(EventMessage<ReadingsRecorded> message) {
        ReadingsRecorded report = message.getPayload();
        Instant at = report.receivedAt();
        Presence now = after;
        if (now != null && !at.isAfter(now.lastSeenAt())) {
            return; // handled before, or overtaken by a newer report
        }
        if (now == null) {
            comesOnline(new Presence(report.deviceId(), report.tenantId(), true, at, at), message);
        } else if (!now.online()) {
            comesOnline(now.cameOnline(at), message);
        } else if (listening.heardNothingFor(settings.certainlySilentAfter(), now.lastSeenAt(), at)) {
            // The sweep has not come to it yet, or waits for us to catch up with the log.
            Presence gone = now.wentOffline(settings.offlineAfter());
            turns.add(new Turn(
                    new MarkDeviceOffline(gone.deviceId(), gone.tenantId(), gone.lastSeenAt(), gone.changedAt()),
                    message));
            comesOnline(gone.cameOnline(at), message);
        } else {
            after = now.seen(at);
        }
    }

    private void comesOnline(Presence online, EventMessage<ReadingsRecorded> message) {
        after = online;
        turns.add(new Turn(new MarkDeviceOnline(online.deviceId(), online.tenantId(), online.changedAt()), message));
    }

    /** @return how the device stands now; {@code null} if that is not worth a write */
    @Nullable
    Presence toSave() {
        boolean isFresh = before != null
                && after != null
                && turns.isEmpty()
                && after.lastSeenAt().isBefore(before.lastSeenAt().plus(settings.precision()));
        return isFresh || Objects.equals(after, before) ? null : after;
    }

    /** What to tell the device, in this order. */
    List<Turn> turns() {
        return turns;
    }

    /** The device comes online or goes offline, as a report showed. */
    record Turn(Command command, EventMessage<ReadingsRecorded> cause) {}
}
