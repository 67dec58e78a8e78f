package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.device.ReportedStatus;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.telemetry.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Heartbeats and statuses: their numbers are readings like any other; without numbers, they are reports of none. */
public final class SelfReportTranslator {
    private static final int MAX_MESSAGE = 500;
    private static final int MAX_FIRMWARE_VERSION = 64;

    private SelfReportTranslator() {}

    /** @param receivedAt when it was so, if the device does not say */
    public static Report translate(SelfReport body, Instant receivedAt) {
        MeasuredTogether readings = new MeasuredTogether(at(body, receivedAt))
                .add(Metric.BATTERY_LEVEL, body.batteryLevel(), "batteryLevel")
                .add(Metric.RSSI, body.rssi(), "rssi")
                .add(Metric.UPTIME, body.uptimeSeconds(), "uptimeSeconds")
                .add(Metric.DEVICE_TEMPERATURE, body.temperature(), "temperature")
                .add(Metric.MEMORY_USAGE, body.memoryUsage(), "memoryUsage")
                .add(Metric.CPU_USAGE, body.cpuUsage(), "cpuUsage");
        Map<String, @Nullable Object> metrics = body.metrics();
        if (metrics != null) {
            metrics.forEach((metric, value) -> {
                if (!ReadingForm.isMetric(metric)) {
                    throw ReadingForm.invalid("metrics", "must name metrics with 1 to 64 letters, digits or _ . : / -");
                }
                readings.add(metric, value, null, ReadingForm.BEST_QUALITY, "metrics." + metric);
            });
        }
        List<Reading> all = readings.readings();
        return new Report(ReadingForm.messageId(body.messageId(), "messageId"), all, Report.Times.TIMESTAMP);
    }

    /** When it was so. */
    public static Instant at(SelfReport body, Instant receivedAt) {
        return DeviceTime.parse(body.timestamp(), receivedAt, "timestamp");
    }

    /** What it says besides numbers. */
    public static SelfDescription description(SelfReport body) {
        return new SelfDescription(
                status(body),
                bounded(body.message(), MAX_MESSAGE, "message"),
                bounded(body.firmwareVersion(), MAX_FIRMWARE_VERSION, "firmwareVersion"));
    }

    private static @Nullable ReportedStatus status(SelfReport body) {
        return switch (body.status()) {
            case null -> null;
            case "ONLINE", "online", "Online" -> ReportedStatus.ONLINE;
            // VerdoyLab's word for a device that is there and has measured nothing yet.
            case "registered" -> ReportedStatus.ONLINE;
            case "OFFLINE", "offline", "Offline" -> ReportedStatus.OFFLINE;
            case "MAINTENANCE", "maintenance", "Maintenance" -> ReportedStatus.MAINTENANCE;
            case "ERROR", "error", "Error" -> ReportedStatus.ERROR;
            default -> throw ReadingForm.invalid("status", "must be ONLINE, OFFLINE, MAINTENANCE or ERROR");
        };
    }

    private static @Nullable String bounded(@Nullable String text, int length, String field) {
        if (text != null && text.length() > length) {
            throw ReadingForm.invalid(field, "must not be longer than " + length + " characters");
        }
        return text;
    }
}
