package io.atalaya.command.mqtt;

import io.atalaya.command.logs.LogIntake;
import io.atalaya.command.logs.LogUpload;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.SelfReportIntake;
import io.atalaya.command.telemetry.dialect.CarbonseedReport;
import io.atalaya.command.telemetry.dialect.CarbonseedTranslator;
import io.atalaya.command.telemetry.dialect.ColdCellReport;
import io.atalaya.command.telemetry.dialect.ColdCellTranslator;
import io.atalaya.command.telemetry.dialect.InsaReport;
import io.atalaya.command.telemetry.dialect.InsaTranslator;
import io.atalaya.command.telemetry.dialect.KerReport;
import io.atalaya.command.telemetry.dialect.KerTranslator;
import io.atalaya.command.telemetry.dialect.PostedReadings;
import io.atalaya.command.telemetry.dialect.Report;
import io.atalaya.command.telemetry.dialect.SelfReport;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in what is published on devices' topics: the same as over HTTP, told apart by topic instead of by path. */
@Component
class PublishedReports {
    private static final long RETRY_NANOS = Duration.ofMillis(20).toNanos();

    private final ReportIntake intake;
    private final SelfReportIntake selfReports;
    private final LogIntake logs;
    private final ReportTimes times;
    private final Payloads payloads;

    PublishedReports(
            ReportIntake intake, SelfReportIntake selfReports, LogIntake logs, ReportTimes times, Payloads payloads) {
        this.intake = intake;
        this.selfReports = selfReports;
        this.logs = logs;
        this.times = times;
        this.payloads = payloads;
    }

    /**
     * Returns once there was room for the report, which may take long; durable it is when the answer is completed.
     * Reports of one thread are taken in its order.
     *
     * @param wanted whether it is still worth waiting for room
     * @return whether it is new; completed exceptionally if it may not be stored, on a thread that must not be held up
     * @throws Rejection if it is refused
     */
    CompletableFuture<Boolean> take(String topicName, byte[] payload, Caller caller, BooleanSupplier wanted) {
        Topic topic = Topic.parse(topicName);
        if (topic == null) {
            throw Rejection.ofField(Rejection.Code.NOT_FOUND, "topic", "is none of a device's");
        }
        DeviceId device = intake.device(caller, topic.device(), "topic");
        while (true) {
            try {
                return take(topic.channel(), device, payload, caller);
            } catch (Rejection rejection) {
                if (rejection.code() != Rejection.Code.INGESTION_OVERLOADED || !wanted.getAsBoolean()) {
                    throw rejection;
                }
                LockSupport.parkNanos(RETRY_NANOS + ThreadLocalRandom.current().nextLong(RETRY_NANOS));
            }
        }
    }

    /** @throws Rejection if the caller may not read what is sent to that device on that topic */
    void requireReadable(String topicFilter, Caller caller) {
        Topic topic = Topic.parse(topicFilter);
        if (topic == null || topic.channel() != Topic.Channel.COMMANDS) {
            throw Rejection.of(Rejection.Code.FORBIDDEN, "Only a device's own commands can be read");
        }
        intake.device(caller, topic.device(), "topic");
    }

    private CompletableFuture<Boolean> take(Topic.Channel channel, DeviceId device, byte[] payload, Caller caller) {
        return switch (channel) {
            case READINGS, VERDOY ->
                take(payloads.read(payload, PostedReadings.class).translate(times::next), device, caller);
            case KER -> {
                KerReport body = payloads.read(payload, KerReport.class);
                requireSame(device, body.serialNumber(), caller);
                yield take(KerTranslator.translate(body, times.next()), device, caller);
            }
            case CARBONSEED -> {
                CarbonseedReport body = payloads.read(payload, CarbonseedReport.class);
                requireSame(device, body.device(), caller);
                yield take(CarbonseedTranslator.translate(body, times.next()), device, caller);
            }
            case INSA -> {
                InsaReport body = payloads.read(payload, InsaReport.class);
                requireSame(device, body.device(), caller);
                yield take(InsaTranslator.translate(body, times.next()), device, caller);
            }
            case COLD_CELL ->
                take(
                        ColdCellTranslator.translate(payloads.read(payload, ColdCellReport.class), times.next()),
                        device,
                        caller);
            case HEARTBEAT -> stored(selfReports.heartbeat(selfReport(payload), device, caller));
            case STATUS -> stored(selfReports.status(payloads.read(payload, SelfReport.class), device, caller));
            case LOGS ->
                CompletableFuture.completedFuture(
                        logs.store(payloads.readValid(payload, LogUpload.class), device, caller)
                                        .accepted()
                                > 0);
            case COMMANDS -> throw Rejection.of(Rejection.Code.FORBIDDEN, "Commands are not published by devices");
        };
    }

    private CompletableFuture<Boolean> take(Report report, DeviceId device, Caller caller) {
        return intake.take(report, device, caller).stored();
    }

    private static CompletableFuture<Boolean> stored(Recorded recorded) {
        return CompletableFuture.completedFuture(recorded.duplicates() == 0);
    }

    /** A heartbeat need say nothing. */
    private SelfReport selfReport(byte[] payload) {
        return payload.length == 0 ? SelfReport.SILENT : payloads.read(payload, SelfReport.class);
    }

    /** Where a dialect's payload names the device again, it must be the topic's. */
    private void requireSame(DeviceId device, @Nullable String named, Caller caller) {
        if (named != null && !intake.device(caller, named, "device_id").equals(device)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "device_id", "must be the device of the topic");
        }
    }
}
