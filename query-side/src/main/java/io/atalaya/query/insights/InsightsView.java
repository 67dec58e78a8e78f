package io.atalaya.query.insights;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.query.baseline.PastAverages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is unusual, by device and metric.
 *
 * @param from where the range begins: at a full even hour (UTC)
 * @param step of the averages that everything is worked out from
 * @param items devices newest first, their metrics by name, the first {@link PastAverages#MAX_METRICS} of each; a metric without
 *     readings in the range is absent
 * @param nextCursor give it back to get the next devices; absent with the last ones
 */
public record InsightsView(
        String range,
        Instant from,
        Duration step,
        List<Insight> items,
        @Nullable String nextCursor) {

    /**
     * What can be said of one metric of one device.
     *
     * @param health of the device, 0 to 100
     * @param average over the range
     * @param averageBefore over a time of the same length before it; {@code null} if there was nothing
     * @param changePercent from that to the average; {@code null} without it, or if it was 0
     * @param baseline of the 30 days before the range; {@code null} if too little is known of them
     * @param deviation how many scales the average is from the baseline, negative below it
     * @param unusual whether that is more than 3.5, or there are anomalies
     * @param rolling only if one device was asked for
     * @param anomalies newest first, 50 at most
     */
    public record Insight(
            DeviceId deviceId,
            String name,
            int health,
            String metric,
            double average,
            @Nullable Double averageBefore,
            @Nullable Double changePercent,
            @Nullable UsualValue baseline,
            @Nullable Double deviation,
            boolean unusual,
            String explanation,
            List<RollingAverage> rolling,
            List<Anomaly> anomalies) {}

    /** @param steps that it is made of */
    public record UsualValue(double median, double scale, int steps) {}

    /** @param mean of the 24 hours that end with this step */
    public record RollingAverage(Instant start, double average, double mean) {}

    /**
     * A step that is far from what is usual at its hour of the week.
     *
     * @param score in scales, negative below what was expected; beyond 3.5
     */
    public record Anomaly(Instant start, double value, double expected, double score, String explanation) {}
}
