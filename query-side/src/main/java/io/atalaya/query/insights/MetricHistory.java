package io.atalaya.query.insights;

import io.atalaya.query.baseline.Baseline;
import io.atalaya.query.baseline.PastAverages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A metric's averages in steps of two hours, and what can be said of a range at their end. What is usual at an hour of
 * the week is the median of that hour in the 30 days before, if there were three of it, or else of all hours.
 */
final class MetricHistory {
    static final Duration PAST = Duration.ofDays(30);
    /** Iglewicz and Hoaglin's bound for an outlier. */
    static final double UNUSUAL = 3.5;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration ROLLING = Duration.ofHours(24);
    private static final int MIN_STEPS = 12;
    private static final int MIN_OF_AN_HOUR = 3;
    private static final int MAX_ANOMALIES = 50;

    private final NavigableMap<Instant, Double> steps;
    private final NavigableMap<Instant, Double> range;
    private final Instant from;
    private final Duration length;
    private final @Nullable Usual usual;

    /**
     * @param steps averages by the beginning of their step, from 31 days before the range on
     * @param length of the range
     */
    MetricHistory(NavigableMap<Instant, Double> steps, Instant from, Duration length) {
        this.steps = steps;
        this.from = from;
        this.length = length;
        range = steps.tailMap(from, true);
        NavigableMap<Instant, Double> past = steps.subMap(from.minus(PAST), true, from, false);
        usual = past.size() < MIN_STEPS ? null : Usual.of(past);
    }

    boolean isEmpty() {
        return range.isEmpty();
    }

    double average() {
        return mean(range);
    }

    @Nullable
    Double averageBefore() {
        NavigableMap<Instant, Double> before = steps.subMap(from.minus(length), true, from, false);
        return before.isEmpty() ? null : mean(before);
    }

    @Nullable
    Baseline baseline() {
        return usual == null ? null : usual.overall();
    }

    /** In scales; {@code null} if it cannot be told. */
    @Nullable
    Double deviation() {
        OptionalDouble score =
                usual == null ? OptionalDouble.empty() : usual.overall().score(average());
        return score.isPresent() ? score.getAsDouble() : null;
    }

    List<InsightsView.RollingAverage> rolling() {
        List<InsightsView.RollingAverage> points = new ArrayList<>();
        range.forEach((start, average) -> points.add(new InsightsView.RollingAverage(
                start, average, mean(steps.subMap(start.minus(ROLLING), false, start, true)))));
        return points;
    }

    List<InsightsView.Anomaly> anomalies() {
        if (usual == null) {
            return List.of();
        }
        List<InsightsView.Anomaly> anomalies = new ArrayList<>();
        range.forEach((start, value) -> usual.score(start, value)
                .filter(score -> Math.abs(score) > UNUSUAL)
                .ifPresent(score -> anomalies.add(anomaly(usual, start, value, score))));
        anomalies.sort(Comparator.comparing(InsightsView.Anomaly::start).reversed());
        return anomalies.subList(0, Math.min(MAX_ANOMALIES, anomalies.size()));
    }

    private static InsightsView.Anomaly anomaly(Usual usual, Instant start, double value, double score) {
        double expected = usual.expected(start);
        String basis = usual.ofHour(start) == null ? "of the 30 days before" : "at this hour of the week";
        String explanation = text(
                "%.4g, where %.4g is the median %s: %.1f scales %s",
                value, expected, basis, Math.abs(score), score < 0 ? "below" : "above");
        return new InsightsView.Anomaly(start, value, expected, score, explanation);
    }

    String explanation() {
        Baseline overall = baseline();
        Double deviation = deviation();
        if (overall == null) {
            return text("%.4g on average; too little is known of the 30 days before", average());
        }
        if (deviation == null) {
            return text("%.4g on average; in the 30 days before it was always %.4g", average(), overall.median());
        }
        return text(
                "%.4g on average; the median of the 30 days before is %.4g, give or take %.4g: %.1f scales %s",
                average(), overall.median(), overall.scale(), Math.abs(deviation), deviation < 0 ? "below" : "above");
    }

    private static double mean(Map<Instant, Double> values) {
        return values.values().stream()
                .mapToDouble(value -> value / values.size())
                .sum();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static int hourOfWeek(Instant at) {
        return (int) (Math.floorMod(at.getEpochSecond(), WEEK.toSeconds()) / PastAverages.STEP.toSeconds());
    }

    /**
     * What the past says.
     *
     * @param byHour medians of those hours of the week that there were enough of
     * @param residuals how far the past itself was from what it lets expect
     */
    private record Usual(Baseline overall, Map<Integer, Double> byHour, Baseline residuals) {
        static Usual of(NavigableMap<Instant, Double> past) {
            Baseline overall = Baseline.of(array(past.values().stream().toList()));
            Map<Integer, List<Double>> hours = new HashMap<>();
            past.forEach((start, value) -> hours.computeIfAbsent(hourOfWeek(start), hour -> new ArrayList<>())
                    .add(value));
            Map<Integer, Double> byHour = new HashMap<>();
            hours.forEach((hour, values) -> {
                if (values.size() >= MIN_OF_AN_HOUR) {
                    byHour.put(hour, Baseline.of(array(values)).median());
                }
            });
            List<Double> residuals = new ArrayList<>();
            past.forEach(
                    (start, value) -> residuals.add(value - byHour.getOrDefault(hourOfWeek(start), overall.median())));
            return new Usual(overall, byHour, measure(Baseline.of(array(residuals)), overall));
        }

        /** A past that was the same each week has no distances of its own to measure by. */
        private static Baseline measure(Baseline residuals, Baseline overall) {
            return residuals.scale() > 0
                    ? residuals
                    : new Baseline(residuals.median(), overall.scale(), residuals.count());
        }

        double expected(Instant start) {
            return byHour.getOrDefault(hourOfWeek(start), overall.median());
        }

        @Nullable
        Double ofHour(Instant start) {
            return byHour.get(hourOfWeek(start));
        }

        Optional<Double> score(Instant start, double value) {
            OptionalDouble score = residuals.score(value - expected(start));
            return score.isPresent() ? Optional.of(score.getAsDouble()) : Optional.empty();
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
