package io.atalaya.command.telemetry;

import io.atalaya.command.device.DeviceDirectory;
import io.atalaya.command.dispatch.SiteGuard;
import io.atalaya.command.retention.RetentionPeriods;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.command.RecordReadings;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Decides whether a report is taken. It knows the device from memory and touches no database itself, so it is called
 * directly: a command bus would put a unit of work around each report, which together with its transaction is made once
 * for many, by the {@link TelemetryWriter}. Whoever calls has asked for the permission to send telemetry.
 */
@Component
public class RecordReadingsHandler {
    /** What the sender may do says nothing about the report. */
    private static final Set<String> NOT_KEPT = Set.of(MetadataKeys.ROLE, MetadataKeys.SITES, MetadataKeys.KEY_ACCESS);

    private static final long APPEND_TIMEOUT_S = 20;

    private final SiteGuard siteGuard;
    private final DeviceDirectory devices;
    private final TelemetryWriter writer;
    private final ReportNames names;
    private final RetentionPeriods retention;
    private final IngestionSettings settings;
    private final Clock clock;

    RecordReadingsHandler(
            SiteGuard siteGuard,
            DeviceDirectory devices,
            TelemetryWriter writer,
            ReportNames names,
            RetentionPeriods retention,
            IngestionSettings settings,
            Clock clock) {
        this.siteGuard = siteGuard;
        this.devices = devices;
        this.writer = writer;
        this.names = names;
        this.retention = retention;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Does not wait for the commit: whoever sent the report does, each in their own way.
     *
     * @param origin who sends it and from where, by MetadataKeys
     * @throws Rejection if it is refused, or too many reports are waiting already
     */
    public Taken handle(RecordReadings command, Map<String, Object> origin) {
        siteGuard.check(command, origin);
        devices.requireInUse(command.tenantId(), command.deviceId());
        Instant now = clock.instant();
        checkTimes(command.readings(), now, retention.of(command.tenantId()));
        ReadingsRecorded report = new ReadingsRecorded(
                command.tenantId(), command.deviceId(), command.messageId(), now, command.readings());
        String id = ReportIds.at(now).toString();
        // Whatever follows from the report has its id as the correlation id.
        Map<String, Object> metadata = new HashMap<>(origin);
        metadata.keySet().removeAll(NOT_KEPT);
        metadata.put(MetadataKeys.CORRELATION_ID, id);
        metadata.put(MetadataKeys.CAUSATION_ID, id);
        return new Taken(command, writer.submit(new GenericEventMessage<>(id, report, MetaData.from(metadata), now)));
    }

    private void checkTimes(List<Reading> readings, Instant now, Duration kept) {
        Instant latest = now.plus(settings.futureTolerance());
        Instant earliest = now.minus(kept);
        for (int index = 0; index < readings.size(); index++) {
            Instant measuredAt = readings.get(index).measuredAt();
            if (measuredAt.isAfter(latest) || measuredAt.isBefore(earliest)) {
                settings.requireStorable(measuredAt, now, kept, "readings[" + index + "].measuredAt");
            }
        }
    }

    /** The report may or may not be stored: only a device that names its reports can tell by sending it again. */
    private static Rejection unavailable(Exception cause) {
        return Rejection.of(
                Rejection.Code.INGESTION_UNAVAILABLE,
                "The report could not be stored now; send it again with the same messageId",
                cause);
    }

    /** A report on its way into the log. */
    public final class Taken {
        private final RecordReadings command;
        private final CompletableFuture<TelemetryWriter.Outcome> outcome;

        private Taken(RecordReadings command, CompletableFuture<TelemetryWriter.Outcome> outcome) {
            this.command = command;
            this.outcome = outcome;
        }

        /**
         * Completed once the report is durable, with whether it is new; exceptionally if it may not be stored. On the
         * writer's own thread, so that whatever depends on it must be short.
         */
        public CompletableFuture<Boolean> stored() {
            return outcome.thenApply(result -> result.position() != null);
        }

        /**
         * Waits until the report is durable.
         *
         * @throws Rejection INGESTION_UNAVAILABLE if it may not be stored
         */
        public Recorded await() {
            Long position = outcomeInTime().position();
            int size = command.readings().size();
            if (position != null) {
                return new Recorded(size, 0, position);
            }
            String messageId = command.messageId();
            if (messageId == null) {
                throw new IllegalStateException("A report without a name cannot be a duplicate");
            }
            return new Recorded(0, size, names.position(command.tenantId(), command.deviceId(), messageId));
        }

        private TelemetryWriter.Outcome outcomeInTime() {
            try {
                return outcome.get(APPEND_TIMEOUT_S, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw unavailable(interrupted);
            } catch (ExecutionException | TimeoutException failure) {
                throw unavailable(failure);
            }
        }
    }

    /**
     * @param accepted readings that were stored
     * @param duplicates readings that had been stored before
     * @param position the report's place in the telemetry log
     */
    public record Recorded(int accepted, int duplicates, long position) {}
}
