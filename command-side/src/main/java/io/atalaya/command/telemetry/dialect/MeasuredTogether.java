package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the readings of a report whose fields were all measured at one time. What is absent is no reading. */
final class MeasuredTogether {
    private final Instant measuredAt;
    private final List<Reading> readings = new ArrayList<>();

    MeasuredTogether(Instant measuredAt) {
        this.measuredAt = measuredAt;
    }

    MeasuredTogether add(Metric metric, @Nullable Double value, String field) {
        if (value != null) {
            readings.add(metric.reading(ReadingForm.finite(value, field), measuredAt));
        }
        return this;
    }

    /** True is 1, false is 0. */
    MeasuredTogether add(Metric metric, @Nullable Boolean value) {
        if (value != null) {
            readings.add(metric.reading(value ? 1 : 0, measuredAt));
        }
        return this;
    }

    /** @param value a number, or a truth value, which is stored as 1 or 0 */
    MeasuredTogether add(String metric, @Nullable Object value, @Nullable String unit, int quality, String field) {
        if (value != null) {
            Units.Quantity quantity = Units.normalise(ReadingForm.value(value, field), unit);
            double converted = ReadingForm.finite(quantity.value(), field);
            readings.add(new Reading(metric, converted, quantity.unit(), quality, measuredAt));
        }
        return this;
    }

    List<Reading> readings() {
        return readings;
    }

    /** @throws Rejection if there is none */
    List<Reading> someReadings() {
        if (readings.isEmpty()) {
            throw Rejection.of(Rejection.Code.INVALID_REQUEST, "The report holds no reading");
        }
        return readings;
    }
}
