package io.atalaya.command.telemetry.web;

import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.dialect.PostedReadings;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where devices report: the canonical form, and VerdoyLab's, whose firmware has the same path. */
@RestController
@RequestMapping("/api/v1/devices/{deviceId}/readings")
class ReadingsEndpoint {
    private final ReportIntake intake;
    private final ReportTimes times;

    ReadingsEndpoint(ReportIntake intake, ReportTimes times) {
        this.intake = intake;
        this.times = times;
    }

    /** Answers 202 once the report is durable. A device may report only for itself. */
    @PostMapping
    ResponseEntity<Recorded> report(
            @PathVariable DeviceId deviceId, @RequestBody PostedReadings request, Caller caller) {
        DeviceId device = intake.own(caller, deviceId);
        Recorded recorded = intake.record(request.translate(times::next), device, caller);
        return ResponseEntity.accepted()
                .header(Receipt.POSITION_HEADER, Long.toString(recorded.position()))
                .body(recorded);
    }
}
