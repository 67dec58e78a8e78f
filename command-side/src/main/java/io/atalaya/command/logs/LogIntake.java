package io.atalaya.command.logs;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.logs.DeviceLogs.Stored;
import io.atalaya.command.telemetry.IngestionSettings;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.logs.command.StoreLogLines;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What all ways in have in common for devices' logs. */
@Component
public class LogIntake {
    private final CommandDispatcher commands;
    private final LogSettings settings;
    private final IngestionSettings ingestion;
    private final Clock clock;

    LogIntake(CommandDispatcher commands, LogSettings settings, IngestionSettings ingestion, Clock clock) {
        this.commands = commands;
        this.settings = settings;
        this.ingestion = ingestion;
        this.clock = clock;
    }

    /**
     * Returns once the lines are durable.
     *
     * @param upload without violations of its constraints
     * @throws Rejection if a line cannot be stored
     */
    public Stored store(LogUpload upload, DeviceId device, Caller caller) {
        Instant now = clock.instant();
        StoreLogLines command = new StoreLogLines(
                device, caller.tenantId(), upload.messageId(), now, upload.checked(settings, ingestion, now));
        return commands.<Stored>send(command, caller).result();
    }
}
