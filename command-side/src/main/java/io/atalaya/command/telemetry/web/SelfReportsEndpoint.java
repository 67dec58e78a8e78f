package io.atalaya.command.telemetry.web;

import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.SelfReportIntake;
import io.atalaya.command.telemetry.dialect.SelfReport;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
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
    private final SelfReportIntake selfReports;

    SelfReportsEndpoint(ReportIntake intake, SelfReportIntake selfReports) {
        this.intake = intake;
        this.selfReports = selfReports;
    }

    /** A sign of life, stored like a report, so that the device was seen. The body may be absent. */
    @PostMapping("/heartbeat")
    ResponseEntity<Recorded> heartbeat(
            @PathVariable DeviceId deviceId,
            @RequestBody(required = false) @Nullable SelfReport request,
            Caller caller) {
        DeviceId device = intake.own(caller, deviceId);
        return accepted(selfReports.heartbeat(request == null ? SelfReport.SILENT : request, device, caller));
    }

    /** What the device says of its own state, with a message for people. */
    @PostMapping("/status")
    ResponseEntity<Recorded> status(@PathVariable DeviceId deviceId, @RequestBody SelfReport request, Caller caller) {
        DeviceId device = intake.own(caller, deviceId);
        return accepted(selfReports.status(request, device, caller));
    }

    private static ResponseEntity<Recorded> accepted(Recorded recorded) {
        return ResponseEntity.accepted()
                .header(Receipt.POSITION_HEADER, Long.toString(recorded.position()))
                .body(recorded);
    }
}
