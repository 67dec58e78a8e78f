package io.atalaya.command.telemetry.dialect;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I, oil and gas: whatever points a device has, each with its own unit. */
public final class InsaTranslator {
    private static final String POINTS = "telemetry";

    private InsaTranslator() {}

    /** @param receivedAt when it was measured, if the device does not say */
    public static Report translate(InsaReport body, Instant receivedAt) {
        Map<String, InsaReport.@Nullable Point> points = body.telemetry();
        if (points == null) {
            throw ReadingForm.invalid(POINTS, "must hold a reading");
        }
        MeasuredTogether readings = new MeasuredTogether(DeviceTime.parse(body.timestamp(), receivedAt, "timestamp"));
        points.forEach((metric, point) -> {
            if (!ReadingForm.isMetric(metric)) {
                throw ReadingForm.invalid(POINTS, "must name metrics with 1 to 64 letters, digits or _ . : / -");
            }
            if (point != null) {
                String field = POINTS + "." + metric;
                readings.add(
                        metric,
                        point.value(),
                        ReadingForm.unit(point.unit(), field + ".unit"),
                        ReadingForm.quality(point.quality(), field + ".quality"),
                        field + ".value");
            }
        });
        if (readings.readings().isEmpty()) {
            throw ReadingForm.invalid(POINTS, "must hold a reading");
        }
        return new Report(
                ReadingForm.messageId(body.messageId(), "message_id"), readings.readings(), Report.Times.TIMESTAMP);
    }
}
