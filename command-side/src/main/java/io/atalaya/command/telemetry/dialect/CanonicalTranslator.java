package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Our own form. It is strict: units are stored as they are sent, and an unknown field is a fault. */
final class CanonicalTranslator {
    private CanonicalTranslator() {}

    /** @param times gives a time to each reading that has none, so that no two of one metric are the same reading */
    static Report translate(PostedReadings body, Supplier<Instant> times) {
        refuseUnknown(body);
        List<PostedReadings.@Nullable Item> items = body.readings();
        if (items == null || items.isEmpty()) {
            throw ReadingForm.invalid("readings", "must not be empty");
        }
        Instant reported = times.get();
        Set<String> timeless = new HashSet<>();
        List<Reading> readings = new ArrayList<>(items.size());
        for (int index = 0; index < items.size(); index++) {
            String path = "readings[" + index + "]";
            PostedReadings.Item item = items.get(index);
            if (item == null) {
                throw ReadingForm.invalid(path, "must not be null");
            }
            refuseUnknown(item, path);
            String metric = ReadingForm.metric(item.metric(), path + ".metric");
            Instant measuredAt = item.measuredAt();
            if (measuredAt == null) {
                measuredAt = timeless.add(metric) ? reported : times.get();
            }
            readings.add(new Reading(
                    metric,
                    ReadingForm.value(item.value(), path + ".value"),
                    ReadingForm.unit(item.unit(), path + ".unit"),
                    quality(item.quality(), path + ".quality"),
                    measuredAt));
        }
        return new Report(
                ReadingForm.messageId(body.messageId(), "messageId"), readings, Report.Times.MEASURED_AT_OF_READING);
    }

    private static int quality(@Nullable Object quality, String field) {
        return switch (quality) {
            case null -> ReadingForm.BEST_QUALITY;
            case Integer percent -> ReadingForm.quality(percent, field);
            default -> throw ReadingForm.invalid(field, "must be a whole number");
        };
    }

    private static void refuseUnknown(PostedReadings body) {
        refuse(body.others(), "");
        refuse(body.timestamp(), "timestamp");
        refuse(body.batteryLevel(), "battery_level");
        refuse(body.wifiSignalStrength(), "wifi_signal_strength");
        refuse(body.deviceTemperature(), "device_temperature");
    }

    private static void refuseUnknown(PostedReadings.Item item, String path) {
        refuse(item.others(), path + ".");
        refuse(item.timestamp(), path + ".timestamp");
        refuse(item.batteryLevel(), path + ".battery_level");
    }

    private static void refuse(@Nullable Map<String, @Nullable Object> others, String path) {
        if (others != null && !others.isEmpty()) {
            refuse(true, path + others.keySet().iterator().next());
        }
    }

    private static void refuse(@Nullable Object value, String field) {
        if (value != null) {
            throw ReadingForm.invalid(field, "is not a field of this request");
        }
    }
}
