package io.atalaya.command.logs.web;

import io.atalaya.command.logs.DeviceLogs.Stored;
import io.atalaya.command.logs.LogIntake;
import io.atalaya.command.logs.LogUpload;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where devices upload their logs. */
@RestController
@RequestMapping("/api/v1/devices/{deviceId}/logs")
class LogUploadEndpoint {
    private final ReportIntake reports;
    private final LogIntake logs;

    LogUploadEndpoint(ReportIntake reports, LogIntake logs) {
        this.reports = reports;
        this.logs = logs;
    }

    /** Answers 202 once the lines are durable. A device may upload only its own. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Stored upload(@PathVariable DeviceId deviceId, @Valid @RequestBody LogUpload request, Caller caller) {
        return logs.store(request, reports.own(caller, deviceId), caller);
    }
}
