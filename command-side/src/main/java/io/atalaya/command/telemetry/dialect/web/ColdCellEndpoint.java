package io.atalaya.command.telemetry.dialect.web;

import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.command.telemetry.ReportTimes;
import io.atalaya.command.telemetry.dialect.ColdCellReport;
import io.atalaya.command.telemetry.dialect.ColdCellTranslator;
import io.atalaya.command.telemetry.dialect.Report;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where P's cold cells report. */
@RestController
class ColdCellEndpoint {
    private final ReportIntake intake;
    private final ReportTimes times;

    ColdCellEndpoint(ReportIntake intake, ReportTimes times) {
        this.intake = intake;
        this.times = times;
    }

    /** Answers once the report is durable. */
    @PostMapping("/api/readings/devices/{serialNumber}/readings")
    @ResponseStatus(HttpStatus.CREATED)
    ColdCellAnswer report(@PathVariable String serialNumber, @RequestBody ColdCellReport request, Caller caller) {
        DeviceId device = intake.device(caller, serialNumber, "serialNumber");
        Report report = ColdCellTranslator.translate(request, times.next());
        Recorded recorded = intake.record(report, device, caller);
        return new ColdCellAnswer(
                true,
                new StoredReading(
                        Long.toString(recorded.position()),
                        request.temperature(),
                        report.readings().getFirst().measuredAt()),
                recorded.accepted(),
                recorded.duplicates(),
                recorded.position());
    }

    record ColdCellAnswer(boolean success, StoredReading reading, int accepted, int duplicates, long position) {}

    /** @param id the report's place in the telemetry log */
    record StoredReading(String id, @Nullable Double temperature, Instant recordedAt) {}
}
