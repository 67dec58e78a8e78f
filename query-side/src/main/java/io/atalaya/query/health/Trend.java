package io.atalaya.query.health;

import io.atalaya.query.baseline.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device's metrics in steps of two hours, and how far the last 24 hours are from the 30 days before them. The 30 days
 * end at midnight (UTC), so that a day's moments share them.
 */
final class Trend {
    static final Duration RECENT = Duration.ofHours(24);
    static final Duration PAST = Duration.ofDays(30);
    /** A day's worth: with less, nothing is usual yet. */
    private static final int MIN_STEPS = 12;

    private final Map<String, NavigableMap<Instant, Double>> averages;
    private final Map<String, Map<Instant, Optional<Baseline>>> baselines = new HashMap<>();

    /** @param averages by metric and by the beginning of the step */
    Trend(Map<String, NavigableMap<Instant, Double>> averages) {
        this.averages = averages;
    }

    static Trend unknown() {
        return new Trend(Map.of());
    }

    /** The metric that is furthest from what is usual; empty if of none it is known. */
    Optional<Deviation> worst(Instant at) {
        return averages.entrySet().stream()
                .map(metric -> deviation(metric.getKey(), metric.getValue(), at))
                .filter(Objects::nonNull)
                .max(Comparator.comparingDouble(Deviation::scales).thenComparing(Deviation::metric));
    }

    private @Nullable Deviation deviation(String metric, NavigableMap<Instant, Double> steps, Instant at) {
        List<Double> recent =
                List.copyOf(steps.subMap(at.minus(RECENT), true, at, false).values());
        if (recent.isEmpty()) {
            return null;
        }
        Instant until = at.minus(RECENT).truncatedTo(ChronoUnit.DAYS);
        Baseline usual = baselines
                .computeIfAbsent(metric, key -> new HashMap<>())
                .computeIfAbsent(until, end -> baseline(steps, end))
                .orElse(null);
        if (usual == null) {
            return null;
        }
        double now = recent.stream().mapToDouble(value -> value / recent.size()).sum();
        return usual.score(now).isEmpty()
                ? null
                : new Deviation(metric, now, usual, Math.abs(usual.score(now).getAsDouble()));
    }

    private static Optional<Baseline> baseline(NavigableMap<Instant, Double> steps, Instant until) {
        NavigableMap<Instant, Double> past = steps.subMap(until.minus(PAST), true, until, false);
        return past.size() < MIN_STEPS
                ? Optional.empty()
                : Optional.of(Baseline.of(
                        past.values().stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** @param scales how many scales the mean of the last 24 hours is from the median, in either direction */
    record Deviation(String metric, double mean, Baseline usual, double scales) {}
}
