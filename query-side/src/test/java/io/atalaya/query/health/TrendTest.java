package io.atalaya.query.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final Instant NOW = Instant.parse("2026-03-02T13:00:00Z");

    @Test
    void whatIsAsUsualIsNotFarOff() {
        Trend trend = new Trend(Map.of("temperature", steps(4, 4)));
        assertThat(trend.worst(NOW).orElseThrow().scales()).isLessThan(1);
    }

    @Test
    void theMetricThatIsFurthestOffCounts() {
        Trend trend = new Trend(Map.of("temperature", steps(4, 9), "humidity", steps(40, 41)));
        Trend.Deviation worst = trend.worst(NOW).orElseThrow();
        assertThat(worst.metric()).isEqualTo("temperature");
        assertThat(worst.mean()).isCloseTo(9, within(0.01));
        assertThat(worst.usual().median()).isCloseTo(4, within(0.5));
        assertThat(worst.scales()).isGreaterThan(3);
    }

    @Test
    void withoutADayOfPastNothingIsUsual() {
        NavigableMap<Instant, Double> steps = steps(4, 9);
        steps.headMap(NOW.minus(Duration.ofDays(2)), true).clear();
        assertThat(new Trend(Map.of("temperature", steps)).worst(NOW)).isEmpty();
    }

    @Test
    void withoutRecentReadingsThereIsNoTrend() {
        NavigableMap<Instant, Double> steps = steps(4, 9);
        steps.tailMap(NOW.minus(Trend.RECENT), true).clear();
        assertThat(new Trend(Map.of("temperature", steps)).worst(NOW)).isEmpty();
    }

    /** 31 days by steps of two hours, a little up and down around one value, and around another in the last 24 hours. */
    private static NavigableMap<Instant, Double> steps(double before, double lately) {
        NavigableMap<Instant, Double> steps = new TreeMap<>();
        Instant recent = NOW.minus(Trend.RECENT);
        for (int step = 1; step <= 372; step++) {
            Instant at = NOW.minus(Duration.ofHours(2L * step));
            double wave = step % 2 == 0 ? 0.5 : -0.5;
            steps.put(at, (at.isBefore(recent) ? before : lately) + wave);
        }
        return steps;
    }
}
