package io.atalaya.query.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric of all devices together, and their alerts, over time.
 *
 * @param from inclusive
 * @param items oldest first; a step without readings and alerts is absent
 */
public record TrendsView(String metric, String range, Instant from, Duration step, List<TrendStep> items) {

    /**
     * @param start inclusive
     * @param readings {@code null} if there are none
     * @param alertsRaised of any type
     */
    public record TrendStep(Instant start, @Nullable TrendReadings readings, long alertsRaised) {}

    /** @param devices that have reported the metric */
    public record TrendReadings(double min, double max, double avg, long count, long devices) {}
}
