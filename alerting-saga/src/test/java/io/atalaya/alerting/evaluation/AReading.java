package io.atalaya.alerting.evaluation;

import io.atalaya.contract.telemetry.Reading;
import java.time.Instant;

/** Builds temperatures, some minutes after a fixed time. */
final class AReading {
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private AReading() {}

    static Reading of(double celsius, long minute) {
        return new Reading(ARule.METRIC, celsius, "°C", 100, minute(minute));
    }

    static Reading humidity(double percent, long minute) {
        return new Reading("humidity", percent, "%", 100, minute(minute));
    }

    static Instant minute(long minute) {
        return START.plusSeconds(minute * 60);
    }
}
