package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** V, ESP32 boards of a laboratory. Its battery, signal and board temperature become readings too. */
final class VerdoyTranslator {
    private VerdoyTranslator() {}

    /** @param times gives a time to each reading that has none, so that no two of one metric are the same reading */
    static Report translate(PostedReadings body, Supplier<Instant> times) {
        List<PostedReadings.@Nullable Item> items = Objects.requireNonNull(body.readings());
        Instant received = times.get();
        Instant reported = DeviceTime.parse(body.timestamp(), received, "timestamp");
        Set<String> timeless = new HashSet<>();
        List<Reading> readings = new ArrayList<>(items.size() + 1);
        Double battery = body.batteryLevel();
        String batteryField = "battery_level";
        for (int index = 0; index < items.size(); index++) {
            String path = "readings[" + index + "]";
            PostedReadings.Item item = items.get(index);
            if (item == null) {
                throw ReadingForm.invalid(path, "must not be null");
            }
            String metric = ReadingForm.metric(item.sensorType(), path + ".sensor_type");
            Instant measuredAt = DeviceTime.parse(item.timestamp(), reported, path + ".timestamp");
            if (item.timestamp() == null && !timeless.add(metric)) {
                // Apart by a microsecond or more, and the same ones when the report comes again.
                measuredAt = body.timestamp() == null ? times.get() : reported.plus(index, ChronoUnit.MICROS);
            }
            Units.Quantity quantity = Units.normalise(
                    ReadingForm.value(item.value(), path + ".value"), ReadingForm.unit(item.unit(), path + ".unit"));
            readings.add(new Reading(
                    metric,
                    ReadingForm.finite(quantity.value(), path + ".value"),
                    quantity.unit(),
                    quality(item.quality(), path + ".quality"),
                    measuredAt));
            if (battery == null && item.batteryLevel() != null) {
                battery = item.batteryLevel();
                batteryField = path + ".battery_level";
            }
        }
        readings.addAll(new MeasuredTogether(reported)
                .add(Metric.BATTERY_LEVEL, battery, batteryField)
                .add(Metric.RSSI, body.wifiSignalStrength(), "wifi_signal_strength")
                .add(Metric.DEVICE_TEMPERATURE, body.deviceTemperature(), "device_temperature")
                .readings());
        return new Report(
                ReadingForm.messageId(body.messageId(), "messageId"), readings, Report.Times.TIMESTAMP_OF_READING);
    }

    private static int quality(@Nullable Object quality, String field) {
        return switch (quality) {
            case null -> ReadingForm.BEST_QUALITY;
            case Integer percent -> ReadingForm.quality(percent, field);
            case String word -> quality(word, field);
            default -> throw unknownQuality(field);
        };
    }

    /** Five words, spread evenly. */
    private static int quality(String word, String field) {
        return switch (word) {
            case "excellent" -> 100;
            case "good" -> 75;
            case "fair" -> 50;
            case "poor" -> 25;
            case "bad" -> 0;
            default -> throw unknownQuality(field);
        };
    }

    private static Rejection unknownQuality(String field) {
        return ReadingForm.invalid(field, "must be excellent, good, fair, poor or bad, or a number up to 100");
    }
}
