package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.alerting.evaluation.Condition.State;
import io.atalaya.alerting.evaluation.Evaluation.Outcome;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every rule and any readings, in whatever order they come. */
class EvaluationPropertyTest {
    private static final String SEED = "8";

    @Provide
    Arbitrary<RuleDefinition> rules() {
        Arbitrary<Duration> minutes = Arbitraries.of(0, 1, 3, 10).map(Duration::ofMinutes);
        return Combinators.combine(Arbitraries.of(Comparison.class), Arbitraries.of(0.0, 0.5, 2.0), minutes, minutes)
                .as((comparison, hysteresis, hold, clear) -> ARule.comparing(comparison, 8)
                        .withHysteresis(hysteresis)
                        .holdingFor(hold)
                        .clearingAfter(clear)
                        .definition());
    }

    /** Values about the threshold, at few enough times that some come late or twice. */
    @Provide
    Arbitrary<List<Reading>> sequences() {
        Arbitrary<Double> values = Arbitraries.of(4.0, 6.0, 7.0, 7.5, 7.75, 8.0, 8.25, 8.5, 9.0, 12.0);
        Arbitrary<Integer> times = Arbitraries.integers().between(0, 60);
        return Combinators.combine(values, times).as(AReading::of).list().ofMaxSize(40);
    }

    @Property(seed = SEED)
    void aLateReadingNeverChangesAnything(
            @ForAll("rules") RuleDefinition rule, @ForAll("sequences") List<Reading> readings) {
        for (Step step : run(rule, readings)) {
            if (!step.reading().measuredAt().isAfter(step.before().lastMeasuredAt())) {
                assertThat(step.after()).isSameAs(step.before());
                assertThat(step.outcome()).isEqualTo(Outcome.NOTHING);
            } else {
                assertThat(step.after().lastMeasuredAt())
                        .isEqualTo(step.reading().measuredAt());
            }
        }
    }

    @Property(seed = SEED)
    void lateReadingsMightAsWellNotHaveCome(
            @ForAll("rules") RuleDefinition rule, @ForAll("sequences") List<Reading> readings) {
        List<Reading> inTime = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (Reading reading : readings) {
            if (reading.measuredAt().isAfter(newest)) {
                newest = reading.measuredAt();
                inTime.add(reading);
            }
        }

        assertThat(last(run(rule, readings))).isEqualTo(last(run(rule, inTime)));
    }

    @Property(seed = SEED)
    void seeingTheSameReadingsAgainInAnyOrderChangesNothing(
            @ForAll("rules") RuleDefinition rule, @ForAll("sequences") List<Reading> readings, @ForAll long order) {
        List<Reading> again = new ArrayList<>(readings);
        Collections.shuffle(again, new Random(order));
        List<Reading> twice = new ArrayList<>(readings);
        twice.addAll(again);

        List<Step> steps = run(rule, twice);

        assertThat(last(steps)).isEqualTo(last(run(rule, readings)));
        assertThat(steps.subList(readings.size(), steps.size())).allMatch(step -> step.outcome() == Outcome.NOTHING);
    }

    @Property(seed = SEED)
    void raisingAndResolvingAlternateAndTheRestHappensInBetween(
            @ForAll("rules") RuleDefinition rule, @ForAll("sequences") List<Reading> readings) {
        boolean open = false;
        for (Step step : run(rule, readings)) {
            switch (step.outcome()) {
                case RAISE -> {
                    assertThat(open).isFalse();
                    open = true;
                }
                case RETRIGGER, REBREACH, CLEAR -> assertThat(open).isTrue();
                case AUTO_RESOLVE -> {
                    assertThat(open).isTrue();
                    open = false;
                }
                case NOTHING -> {}
            }
            assertThat(open)
                    .isEqualTo(step.after().state() == State.BREACHED
                            || step.after().state() == State.CLEARING);
        }
    }

    @Property(seed = SEED)
    void whatIsNormalAndNotBreachedStaysNormal(
            @ForAll("rules") RuleDefinition rule, @ForAll("sequences") List<Reading> readings) {
        for (Step step : run(rule, readings)) {
            if (step.before().state() == State.NORMAL && !breaches(rule, step.reading())) {
                assertThat(step.outcome()).isEqualTo(Outcome.NOTHING);
                assertThat(step.after().state()).isEqualTo(State.NORMAL);
            }
        }
    }

    @Property(seed = SEED)
    void onlyBreachesRaiseAndRetriggerAndOnlyOthersClearAndResolve(
            @ForAll("rules") RuleDefinition rule, @ForAll("sequences") List<Reading> readings) {
        for (Step step : run(rule, readings)) {
            switch (step.outcome()) {
                case RAISE, RETRIGGER, REBREACH ->
                    assertThat(breaches(rule, step.reading())).isTrue();
                case CLEAR, AUTO_RESOLVE ->
                    assertThat(breaches(rule, step.reading())).isFalse();
                case NOTHING -> {}
            }
        }
    }

    @Property(seed = SEED)
    void nothingIsRaisedBeforeItsHoldTimeNorResolvedBeforeItsClearTime(
            @ForAll("rules") RuleDefinition rule, @ForAll("sequences") List<Reading> readings) {
        for (Step step : run(rule, readings)) {
            Instant at = step.reading().measuredAt();
            if (step.outcome() == Outcome.RAISE && !rule.holdFor().isZero()) {
                assertThat(step.before().state()).isEqualTo(State.PENDING);
                assertThat(Duration.between(step.before().since(), at)).isGreaterThanOrEqualTo(rule.holdFor());
            }
            if (step.outcome() == Outcome.AUTO_RESOLVE && !rule.clearAfter().isZero()) {
                assertThat(step.before().state()).isEqualTo(State.CLEARING);
                assertThat(Duration.between(step.before().since(), at)).isGreaterThanOrEqualTo(rule.clearAfter());
            }
        }
    }

    private static boolean breaches(RuleDefinition rule, Reading reading) {
        return rule.comparison().holds(reading.value(), rule.threshold());
    }

    private static List<Step> run(RuleDefinition rule, List<Reading> readings) {
        List<Step> steps = new ArrayList<>();
        Condition condition = Condition.INITIAL;
        for (Reading reading : readings) {
            Evaluation.Step step = Evaluation.step(rule, condition, reading);
            steps.add(new Step(reading, condition, step.condition(), step.outcome()));
            condition = step.condition();
        }
        return steps;
    }

    private static Condition last(List<Step> steps) {
        return steps.isEmpty() ? Condition.INITIAL : steps.getLast().after();
    }

    private record Step(Reading reading, Condition before, Condition after, Outcome outcome) {}
}
