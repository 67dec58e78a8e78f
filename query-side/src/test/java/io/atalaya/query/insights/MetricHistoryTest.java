package io.atalaya.query.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MetricHistoryTest {
    private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void whatIsAsUsualIsNotUnusual() {
        MetricHistory history = history(step -> wave(step));
        assertThat(history.anomalies()).isEmpty();
        assertThat(Math.abs(deviation(history))).isLessThan(MetricHistory.UNUSUAL);
        assertThat(history.average()).isCloseTo(10, within(0.2));
        assertThat(history.averageBefore()).isCloseTo(10, within(0.2));
    }

    @Test
    void aStepThatIsFarOffIsFoundAndExplained() {
        MetricHistory history = history(step -> step == 5 ? 40 : wave(step));
        assertThat(history.anomalies()).hasSize(1);
        InsightsView.Anomaly anomaly = history.anomalies().getFirst();
        assertThat(anomaly.start()).isEqualTo(FROM.plus(Duration.ofHours(10)));
        assertThat(anomaly.value()).isEqualTo(40);
        assertThat(anomaly.score()).isGreaterThan(MetricHistory.UNUSUAL);
        assertThat(anomaly.explanation()).contains("40", "at this hour of the week", "above");
    }

    @Test
    void whatIsUsualAtItsHourOfTheWeekIsNoAnomalyHoweverFarFromTheMedian() {
        // Each Monday at ten something hot is done, as on this one.
        DoubleUnaryOperator weekly = step -> Math.floorMod((long) step - 5, 84) == 0 ? 40 : wave(step);
        assertThat(history(weekly).anomalies()).isEmpty();
        assertThat(history(step -> step == 5 ? wave(step) : weekly.applyAsDouble(step))
                        .anomalies())
                .as("that it was left out, is one")
                .hasSize(1);
    }

    @Test
    void rollingAveragesAreOfTheDayBefore() {
        MetricHistory history = history(step -> step);
        assertThat(history.rolling()).hasSize(12);
        // Steps 0 to 11.
        assertThat(history.rolling().getLast().mean()).isCloseTo(5.5, within(1e-9));
    }

    @Test
    void withoutAPastNothingIsUsual() {
        NavigableMap<Instant, Double> steps = new TreeMap<>();
        for (int step = 0; step < 12; step++) {
            steps.put(FROM.plus(Duration.ofHours(2L * step)), 4.0);
        }
        MetricHistory history = new MetricHistory(steps, FROM, DAY);
        assertThat(history.baseline()).isNull();
        assertThat(history.anomalies()).isEmpty();
        assertThat(history.averageBefore()).isNull();
        assertThat(history.explanation()).contains("too little is known");
    }

    private static double wave(double step) {
        return 10 + 0.1 * (Math.floorMod((long) step, 7) - 3);
    }

    private static double deviation(MetricHistory history) {
        Double deviation = history.deviation();
        if (deviation == null) {
            throw new AssertionError("There is no deviation");
        }
        return deviation;
    }

    /** 30 days before and a day of range; step 0 is the range's first. */
    private static MetricHistory history(DoubleUnaryOperator values) {
        NavigableMap<Instant, Double> steps = new TreeMap<>();
        for (int step = -360; step < 12; step++) {
            steps.put(FROM.plus(Duration.ofHours(2L * step)), values.applyAsDouble(step));
        }
        return new MetricHistory(steps, FROM, DAY);
    }
}
