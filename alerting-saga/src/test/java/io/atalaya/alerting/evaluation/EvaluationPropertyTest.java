package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.alerting.evaluation.Evaluation.Outcome;
import io.atalaya.alerting.evaluation.Standing.State;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

    /** Temperature and humidity of different minutes, which come in whatever order. */
    @Provide
    Arbitrary<List<Reading>> oneOfAMinute() {
        Arbitrary<Reading> temperatures = Combinators.combine(
                        Arbitraries.of(6.0, 8.0, 9.0), Arbitraries.integers().between(0, 30))
                .as((value, minute) -> AReading.of(value, minute));
        Arbitrary<Reading> humidities = Combinators.combine(
                        Arbitraries.of(60.0, 70.0, 80.0), Arbitraries.integers().between(31, 60))
                .as((value, minute) -> AReading.humidity(value, minute - 31));
        return Arbitraries.oneOf(temperatures, humidities)
                .list()
                .uniqueElements(reading -> reading.metric() + reading.measuredAt())
                .ofMaxSize(30);
    }

    @Property(seed = SEED)
    void inWhateverOrderReadingsComeTheLastValuesDecide(
            @ForAll Join join, @ForAll("oneOfAMinute") List<Reading> readings, @ForAll long order) {
        RuleDefinition rule = ARule.above(8)
                .joining(
                        join,
                        new RuleCondition("temperature", Comparison.GT, 8, 0),
                        new RuleCondition("humidity", Comparison.GTE, 70, 0));
        List<Reading> shuffled = new ArrayList<>(readings);
        Collections.shuffle(shuffled, new Random(order));

        Standing inOrder = last(run(rule, readings));
        Standing inAnother = last(run(rule, shuffled));

        assertThat(inAnother.values()).isEqualTo(inOrder.values());
        boolean warm = holds(readings, "temperature", 8.5);
        boolean damp = holds(readings, "humidity", 70);
        boolean breach = join == Join.ALL ? warm && damp : warm || damp;
        assertThat(inOrder.state() == State.BREACHED).isEqualTo(breach);
        assertThat(inAnother.state() == State.BREACHED).isEqualTo(breach);
    }

    private static boolean holds(List<Reading> readings, String metric, double atLeast) {
        return readings.stream()
                .filter(reading -> reading.metric().equals(metric))
                .max(Comparator.comparing(Reading::measuredAt))
                .filter(reading -> reading.value() >= atLeast)
                .isPresent();
    }

    @Property(seed = SEED)
    void joiningAConditionWithItselfChangesNothing(
            @ForAll("rules") RuleDefinition rule, @ForAll Join join, @ForAll("sequences") List<Reading> readings) {
        RuleCondition only = rule.conditions().getFirst();
        RuleDefinition twice = new RuleDefinition(
                rule.name(),
                rule.type(),
                List.of(only, only),
                join,
                rule.holdFor(),
                rule.clearAfter(),
                rule.severity(),
                rule.scope(),
                true);

        assertThat(run(twice, readings).stream().map(Step::outcome))
                .containsExactlyElementsOf(
                        run(rule, readings).stream().map(Step::outcome).toList());
    }

    private static boolean breaches(RuleDefinition rule, Reading reading) {
        return rule.conditions().getFirst().holds(reading.value());
    }

    private static List<Step> run(RuleDefinition rule, List<Reading> readings) {
        List<Step> steps = new ArrayList<>();
        Standing standing = Standing.initial(AStanding.REVISION);
        for (Reading reading : readings) {
            Evaluation.Step step = Evaluation.step(rule, standing, List.of(reading));
            steps.add(new Step(reading, standing, step.standing(), step.outcome()));
            standing = step.standing();
        }
        return steps;
    }

    private static Standing last(List<Step> steps) {
        return steps.isEmpty()
                ? Standing.initial(AStanding.REVISION)
                : steps.getLast().after();
    }

    private record Step(Reading reading, Standing before, Standing after, Outcome outcome) {}
}
