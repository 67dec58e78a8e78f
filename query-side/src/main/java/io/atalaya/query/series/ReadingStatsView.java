package io.atalaya.query.series;

import io.atalaya.contract.device.DeviceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device's readings in figures.
 *
 * @param from inclusive
 * @param to exclusive
 * @param items by metric; one without readings is absent
 */
public record ReadingStatsView(DeviceId deviceId, Instant from, Instant to, List<MetricStats> items) {

    /**
     * The readings of one metric.
     *
     * @param unit as it was reported last; {@code null} if without one
     */
    public record MetricStats(
            String metric,
            @Nullable String unit,
            long count,
            double min,
            double max,
            double avg,
            Instant firstMeasuredAt,
            Instant lastMeasuredAt) {}
}
