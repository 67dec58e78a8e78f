package io.atalaya.command.telemetry;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reports are taken in.
 *
 * @param queueCapacity reports that may wait for the log; one more is answered 429
 * @param maxReportsPerCommit reports that are appended together at most
 * @param maxReadingsPerReport readings in one report at most
 * @param futureTolerance how far a device's clock may be ahead of ours
 * @param maxAge how old a reading may be when it arrives
 */
public record IngestionSettings(
        @DefaultValue("10000") int queueCapacity,
        @DefaultValue("1000") int maxReportsPerCommit,
        @DefaultValue("1000") int maxReadingsPerReport,
        @DefaultValue("PT5M") Duration futureTolerance,
        @DefaultValue("P400D") Duration maxAge) {}
