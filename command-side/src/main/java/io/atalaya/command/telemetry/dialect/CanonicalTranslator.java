package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
        Map<String, String> texts = new HashMap<>();
        List<Reading> readings = new ArrayList<>(items.size());
        for (int index = 0; index < items.size(); index++) {
            PostedReadings.Item item = items.get(index);
            if (item == null) {
                throw ReadingForm.invalid("readings[" + index + "]", "must not be null");
            }
            try {
                readings.add(reading(item, texts, metric -> timeless.add(metric) ? reported : times.get()));
            } catch (Rejection refused) {
                throw Rejection.ofField(
                        refused.code(),
                        "readings[" + index + "]." + refused.field(),
                        String.valueOf(refused.getMessage()));
            }
        }
        return new Report(
                ReadingForm.messageId(body.messageId(), "messageId"), readings, Report.Times.MEASURED_AT_OF_READING);
    }

    /** @param time of a metric whose reading has none */
    private static Reading reading(
            PostedReadings.Item item, Map<String, String> texts, Function<String, Instant> time) {
        refuseUnknown(item);
        String metric = once(texts, ReadingForm.metric(item.metric(), "metric"));
        String unit = ReadingForm.unit(item.unit(), "unit");
        Instant measuredAt = item.measuredAt();
        return new Reading(
                metric,
                ReadingForm.value(item.value(), "value"),
                unit == null ? null : once(texts, unit),
                quality(item.quality(), "quality"),
                measuredAt == null ? time.apply(metric) : measuredAt);
    }

    /** The same text again, so that a report of many readings holds it once. */
    private static String once(Map<String, String> texts, String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private static int quality(@Nullable Object quality, String field) {
        return switch (quality) {
            case null -> ReadingForm.BEST_QUALITY;
            case Integer percent -> ReadingForm.quality(percent, field);
            default -> throw ReadingForm.invalid(field, "must be a whole number");
        };
    }

    private static void refuseUnknown(PostedReadings body) {
        refuse(body.others());
        refuse(body.timestamp(), "timestamp");
        refuse(body.batteryLevel(), "battery_level");
        refuse(body.wifiSignalStrength(), "wifi_signal_strength");
        refuse(body.deviceTemperature(), "device_temperature");
    }

    private static void refuseUnknown(PostedReadings.Item item) {
        refuse(item.others());
        refuse(item.timestamp(), "timestamp");
        refuse(item.batteryLevel(), "battery_level");
    }

    private static void refuse(@Nullable Map<String, @Nullable Object> others) {
        if (others != null && !others.isEmpty()) {
            refuse(true, others.keySet().iterator().next());
        }
    }

    private static void refuse(@Nullable Object value, String field) {
        if (value != null) {
            throw ReadingForm.invalid(field, "is not a field of this request");
        }
    }
}
