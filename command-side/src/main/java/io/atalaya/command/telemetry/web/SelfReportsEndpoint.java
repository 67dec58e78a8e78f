package io.atalaya.command.telemetry.web;

import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.retention.RetentionPeriods;
import io.atalaya.command.telemetry.IngestionSettings;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.SelfDescriptions;
import io.atalaya.command.telemetry.dialect.Report;
import io.atalaya.command.telemetry.dialect.SelfReport;
import io.atalaya.command.telemetry.dialect.SelfReportTranslator;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where devices say that they are there, and how they are. */
@RestController
@RequestMapping("/api/v1/devices/{deviceId}")
class SelfReportsEndpoint {
    private final ReportIntake intake;
    private final SelfDescriptions descriptions;
    private final ReportTimes times;
    private final RetentionPeriods retention;
    private final IngestionSettings settings;
    private final Clock clock;

    SelfReportsEndpoint(
            ReportIntake intake,
            SelfDescriptions descriptions,
            ReportTimes times,
            RetentionPeriods retention,
            IngestionSettings settings,
            Clock clock) {
        this.intake = intake;
        this.descriptions = descriptions;
        this.times = times;
        this.retention = retention;
        this.settings = settings;
        this.clock = clock;
    }

    /** A sign of life, stored like a report, so that the device was seen. The body may be absent. */
    @PostMapping("/heartbeat")
    ResponseEntity<Recorded> heartbeat(
            @PathVariable DeviceId deviceId,
            @RequestBody(required = false) @Nullable SelfReport request,
            Caller caller) {
        DeviceId device = intake.own(caller, deviceId);
        SelfReport body = request == null ? SelfReport.SILENT : request;
        Said said = read(body, caller);
        Recorded recorded = intake.record(said.report(), device, caller);
        descriptions.heard(device, said.description(), said.at(), caller);
        return accepted(recorded);
    }

    /** What the device says of its own state, with a message for people. */
    @PostMapping("/status")
    ResponseEntity<Recorded> status(@PathVariable DeviceId deviceId, @RequestBody SelfReport request, Caller caller) {
        DeviceId device = intake.own(caller, deviceId);
        Said said = read(request, caller);
        if (said.description().status() == null) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "status", "must not be null");
        }
        Recorded recorded = intake.record(said.report(), device, caller);
        descriptions.told(device, said.description(), said.at(), caller);
        return accepted(recorded);
    }

    /** All of it, before anything is stored: a report is taken as a whole or not at all. */
    private Said read(SelfReport body, Caller caller) {
        Instant receivedAt = times.next();
        Instant at = SelfReportTranslator.at(body, receivedAt);
        settings.requireStorable(at, clock.instant(), retention.of(caller.tenantId()), "timestamp");
        return new Said(SelfReportTranslator.translate(body, receivedAt), SelfReportTranslator.description(body), at);
    }

    private static ResponseEntity<Recorded> accepted(Recorded recorded) {
        return ResponseEntity.accepted()
                .header(Receipt.POSITION_HEADER, Long.toString(recorded.position()))
                .body(recorded);
    }

    private record Said(Report report, SelfDescription description, Instant at) {}
}
