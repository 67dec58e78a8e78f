package io.atalaya.command.logs.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.logs.DeviceLogs.Stored;
import io.atalaya.command.logs.LogSettings;
import io.atalaya.command.telemetry.IngestionSettings;
import io.atalaya.command.telemetry.ReportIntake;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.logs.command.StoreLogLines;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
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
    private final CommandDispatcher commands;
    private final ReportIntake intake;
    private final LogSettings settings;
    private final IngestionSettings ingestion;
    private final Clock clock;

    LogUploadEndpoint(
            CommandDispatcher commands,
            ReportIntake intake,
            LogSettings settings,
            IngestionSettings ingestion,
            Clock clock) {
        this.commands = commands;
        this.intake = intake;
        this.settings = settings;
        this.ingestion = ingestion;
        this.clock = clock;
    }

    /** Answers 202 once the lines are durable. A device may upload only its own. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Stored upload(@PathVariable DeviceId deviceId, @Valid @RequestBody LogUpload request, Caller caller) {
        DeviceId device = intake.own(caller, deviceId);
        Instant now = clock.instant();
        return commands.<Stored>send(
                        new StoreLogLines(
                                device,
                                caller.tenantId(),
                                request.messageId(),
                                now,
                                request.checked(settings, ingestion, now)),
                        caller)
                .result();
    }
}
