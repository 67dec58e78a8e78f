package io.atalaya.command.telemetry.dialect.web;

import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.dialect.InsaReport;
import io.atalaya.command.telemetry.dialect.InsaTranslator;
import io.atalaya.command.telemetry.dialect.Report;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where I's devices report. */
@RestController
class InsaEndpoint {
    private final ReportIntake intake;
    private final ReportTimes times;

    InsaEndpoint(ReportIntake intake, ReportTimes times) {
        this.intake = intake;
        this.times = times;
    }

    /** Answers once the report is durable. */
    @PostMapping("/api/v1/telemetry")
    @ResponseStatus(HttpStatus.CREATED)
    InsaAnswer report(@RequestBody InsaReport request, Caller caller) {
        DeviceId device = intake.device(caller, request.device(), "device_id");
        Report report = InsaTranslator.translate(request, times.next());
        Recorded recorded = intake.record(report, device, caller);
        return new InsaAnswer(
                "Telemetry stored",
                report.readings().size(),
                recorded.accepted(),
                recorded.duplicates(),
                recorded.position());
    }

    /** @param points how many were understood, whether or not they had been stored before */
    record InsaAnswer(String message, int points, int accepted, int duplicates, long position) {}
}
