package io.atalaya.contract.telemetry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One value of one metric at one time.
 *
 * @param value finite; truth values are 1 and 0
 * @param quality 0 (useless) to 100 (good)
 * @param measuredAt by the device's clock, or the server's if the device named none; to the microsecond, which is what is kept
 */
public record Reading(String metric, double value, @Nullable String unit, int quality, Instant measuredAt) {
    public Reading {
        measuredAt = measuredAt.truncatedTo(ChronoUnit.MICROS);
    }
}
