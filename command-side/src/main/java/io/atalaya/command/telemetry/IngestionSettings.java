package io.atalaya.command.telemetry;

import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reports are taken in.
 *
 * @param queueCapacity reports that may wait for the log; one more is answered 429
 * @param maxReportsPerCommit reports that are appended together at most
 * @param maxReadingsPerReport readings in one report at most
 * @param futureTolerance how far a device's clock may be ahead of ours
 * @param maxAge how old a reading may be when it arrives, and how long readings are kept, unless the tenant says otherwise
 */
public record IngestionSettings(
        @DefaultValue("10000") int queueCapacity,
        @DefaultValue("1000") int maxReportsPerCommit,
        @DefaultValue("1000") int maxReadingsPerReport,
        @DefaultValue("PT5M") Duration futureTolerance,
        @DefaultValue("P400D") Duration maxAge) {

    /**
     * @param field what to name in the refusal
     * @throws Rejection if the time is too far in the future or the past to be stored
     */
    public void requireStorable(Instant time, Instant now, String field) {
        requireStorable(time, now, maxAge, field);
    }

    /** As {@link #requireStorable(Instant, Instant, String)}, with what the tenant says of the past. */
    public void requireStorable(Instant time, Instant now, Duration kept, String field) {
        if (time.isAfter(now.plus(futureTolerance))) {
            throw Rejection.ofField(
                    Rejection.Code.MEASURED_AT_IN_FUTURE,
                    field,
                    "is more than " + futureTolerance + " ahead of the server's clock");
        }
        if (time.isBefore(now.minus(kept))) {
            throw Rejection.ofField(
                    Rejection.Code.MEASURED_AT_TOO_OLD, field, "is older than readings are kept (" + kept + ")");
        }
    }
}
