package io.atalaya.command.telemetry;

import io.atalaya.command.retention.RetentionPeriods;
import io.atalaya.command.telemetry.RecordReadingsHandler.Recorded;
import io.atalaya.command.telemetry.dialect.Report;
import io.atalaya.command.telemetry.dialect.SelfReport;
import io.atalaya.command.telemetry.dialect.SelfReportTranslator;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Takes in heartbeats and statuses, whichever way they come: their numbers as a report, and what they say besides. */
@Component
public class SelfReportIntake {
    private final ReportIntake intake;
    private final SelfDescriptions descriptions;
    private final ReportTimes times;
    private final RetentionPeriods retention;
    private final IngestionSettings settings;
    private final Clock clock;

    SelfReportIntake(
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

    /** Returns once the sign of life is durable, and what it says that is new. */
    public Recorded heartbeat(SelfReport body, DeviceId device, Caller caller) {
        Said said = read(body, caller);
        Recorded recorded = intake.record(said.report(), device, caller);
        descriptions.heard(device, said.description(), said.at(), caller);
        return recorded;
    }

    /**
     * Returns once the status is durable.
     *
     * @throws Rejection if it names none
     */
    public Recorded status(SelfReport body, DeviceId device, Caller caller) {
        Said said = read(body, caller);
        if (said.description().status() == null) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "status", "must not be null");
        }
        Recorded recorded = intake.record(said.report(), device, caller);
        descriptions.told(device, said.description(), said.at(), caller);
        return recorded;
    }

    /** All of it, before anything is stored: a report is taken as a whole or not at all. */
    private Said read(SelfReport body, Caller caller) {
        Instant receivedAt = times.next();
        Instant at = SelfReportTranslator.at(body, receivedAt);
        settings.requireStorable(at, clock.instant(), retention.of(caller.tenantId()), "timestamp");
        return new Said(SelfReportTranslator.translate(body, receivedAt), SelfReportTranslator.description(body), at);
    }

    private record Said(Report report, SelfDescription description, Instant at) {}
}
