package io.atalaya.command.telemetry.dialect.web;

import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.dialect.CarbonseedReport;
import io.atalaya.command.telemetry.dialect.CarbonseedTranslator;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where C's boards report. */
@RestController
class CarbonseedEndpoint {
    private final ReportIntake intake;
    private final ReportTimes times;

    CarbonseedEndpoint(ReportIntake intake, ReportTimes times) {
        this.intake = intake;
        this.times = times;
    }

    /** Answers once the report is durable. */
    @PostMapping("/ingest")
    @ResponseStatus(HttpStatus.CREATED)
    CarbonseedAnswer report(@RequestBody CarbonseedReport request, Caller caller) {
        DeviceId device = intake.device(caller, request.device(), "device_id");
        Recorded recorded = intake.record(CarbonseedTranslator.translate(request, times.next()), device, caller);
        return new CarbonseedAnswer(
                "success", "Data stored", recorded.accepted(), recorded.duplicates(), recorded.position());
    }

    record CarbonseedAnswer(String status, String message, int accepted, int duplicates, long position) {}
}
