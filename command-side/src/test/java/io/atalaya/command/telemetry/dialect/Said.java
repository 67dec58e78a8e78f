package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.Rejection;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a device says, as JSON, read as the server reads it; and what was understood, as text. */
final class Said {
    static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Said() {}

    static <B> B as(Class<B> dialect, String json) {
        return JSON.readValue(json, dialect);
    }

    /** A time that has not been given before, a microsecond apart. */
    static Supplier<Instant> times() {
        AtomicLong given = new AtomicLong();
        return () -> RECEIVED.plusNanos(1_000 * given.getAndIncrement());
    }

    /** Value, unit, quality and time, by metric. */
    static Map<String, String> understood(Report report) {
        Map<String, String> readings = new TreeMap<>();
        for (Reading reading : report.readings()) {
            readings.merge(
                    reading.metric(),
                    reading.value() + (reading.unit() == null ? "" : " " + reading.unit()) + ", " + reading.quality()
                            + ", " + reading.measuredAt(),
                    (first, next) -> first + " and " + next);
        }
        return readings;
    }

    /** The field that a report is refused for. */
    static String refused(Runnable translation) {
        try {
            translation.run();
        } catch (Rejection rejection) {
            return rejection.code() + " " + rejection.field();
        }
        return "not refused";
    }
}
