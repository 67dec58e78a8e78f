package io.atalaya.command.telemetry.dialect.web;

import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.dialect.KerReport;
import io.atalaya.command.telemetry.dialect.KerTranslator;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** K's webhook. */
@RestController
class KerEndpoint {
    private final ReportIntake intake;
    private final ReportTimes times;

    KerEndpoint(ReportIntake intake, ReportTimes times) {
        this.intake = intake;
        this.times = times;
    }

    /** Answers once the report is durable. */
    @PostMapping("/iot/telemetry")
    @ResponseStatus(HttpStatus.CREATED)
    KerAnswer report(@RequestBody KerReport request, Caller caller) {
        DeviceId device = intake.device(caller, request.serialNumber(), "device_id");
        Recorded recorded = intake.record(KerTranslator.translate(request, times.next()), device, caller);
        return new KerAnswer("Telemetry stored", recorded.accepted(), recorded.duplicates(), recorded.position());
    }

    record KerAnswer(String message, int accepted, int duplicates, long position) {}
}
