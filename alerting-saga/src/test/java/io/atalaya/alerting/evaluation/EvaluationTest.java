package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.alerting.evaluation.Condition.State;
import io.atalaya.alerting.evaluation.Evaluation.Outcome;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.rule.RuleDefinition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Above 8 °C is a breach, 7 °C and below is normal again, and between them lies the dead band. */
class EvaluationTest {
    private static final double BREACH = 9;
    private static final double NORMAL = 6;
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");

    @ParameterizedTest(name = "{2} for {3} min, hold {0}, clear {1}: {4} °C leads to {5}, {6}")
    @CsvSource({
        // hold, clear, state, minutes, value, leads to, outcome
        "PT0M,  PT0M, NORMAL,   60, 9,   BREACHED, RAISE",
        "PT10M, PT0M, NORMAL,   60, 9,   PENDING,  NOTHING",
        "PT0M,  PT0M, NORMAL,   60, 7.5, NORMAL,   NOTHING",
        "PT0M,  PT0M, NORMAL,   60, 8,   NORMAL,   NOTHING",
        "PT0M,  PT0M, NORMAL,   60, 6,   NORMAL,   NOTHING",
        "PT10M, PT0M, PENDING,  9,  9,   PENDING,  NOTHING",
        "PT10M, PT0M, PENDING,  10, 9,   BREACHED, RAISE",
        "PT10M, PT0M, PENDING,  60, 9,   BREACHED, RAISE",
        "PT10M, PT0M, PENDING,  10, 7.5, NORMAL,   NOTHING",
        "PT10M, PT0M, PENDING,  10, 6,   NORMAL,   NOTHING",
        "PT0M,  PT0M, BREACHED, 60, 9,   BREACHED, RETRIGGER",
        "PT0M,  PT5M, BREACHED, 60, 9,   BREACHED, RETRIGGER",
        "PT0M,  PT0M, BREACHED, 60, 7.5, BREACHED, NOTHING",
        "PT0M,  PT5M, BREACHED, 60, 7.5, BREACHED, NOTHING",
        "PT0M,  PT0M, BREACHED, 60, 7,   NORMAL,   AUTO_RESOLVE",
        "PT0M,  PT0M, BREACHED, 60, 6,   NORMAL,   AUTO_RESOLVE",
        "PT0M,  PT5M, BREACHED, 60, 6,   CLEARING, CLEAR",
        "PT0M,  PT5M, CLEARING, 4,  9,   BREACHED, REBREACH",
        "PT10M, PT5M, CLEARING, 5,  9,   BREACHED, REBREACH",
        "PT0M,  PT5M, CLEARING, 4,  7.5, CLEARING, NOTHING",
        "PT0M,  PT5M, CLEARING, 5,  7.5, NORMAL,   AUTO_RESOLVE",
        "PT0M,  PT5M, CLEARING, 4,  6,   CLEARING, NOTHING",
        "PT0M,  PT5M, CLEARING, 5,  6,   NORMAL,   AUTO_RESOLVE"
    })
    void aReadingLeadsFromEachStateToTheNext(
            Duration hold, Duration clear, State state, int minutes, double value, State next, Outcome outcome) {
        RuleDefinition rule = rule(hold, clear);
        Condition before = new Condition(state, AReading.START, AReading.START, ALERT);

        Evaluation.Step step = Evaluation.step(rule, before, AReading.of(value, minutes));

        Instant at = AReading.minute(minutes);
        Instant since = next == state ? AReading.START : at;
        assertThat(step).isEqualTo(new Evaluation.Step(new Condition(next, since, at, ALERT), outcome));
    }

    @ParameterizedTest
    @EnumSource
    void aLateReadingChangesNothing(State state) {
        Condition before = new Condition(state, AReading.minute(-60), AReading.START, ALERT);

        for (double value : new double[] {BREACH, 7.5, NORMAL}) {
            assertThat(Evaluation.step(rule(Duration.ZERO, Duration.ZERO), before, AReading.of(value, -1)))
                    .isEqualTo(new Evaluation.Step(before, Outcome.NOTHING));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondReadingOfTheSameTimeChangesNothing(State state) {
        Condition before = new Condition(state, AReading.minute(-60), AReading.START, ALERT);

        for (double value : new double[] {BREACH, 7.5, NORMAL}) {
            assertThat(Evaluation.step(rule(Duration.ZERO, Duration.ZERO), before, AReading.of(value, 0)))
                    .isEqualTo(new Evaluation.Step(before, Outcome.NOTHING));
        }
    }

    @Test
    void theFirstReadingEverMayRaise() {
        Evaluation.Step step =
                Evaluation.step(rule(Duration.ZERO, Duration.ZERO), Condition.INITIAL, AReading.of(BREACH, 0));

        assertThat(step)
                .isEqualTo(new Evaluation.Step(
                        new Condition(State.BREACHED, AReading.START, AReading.START, null), Outcome.RAISE));
    }

    @Test
    void theFirstReadingEverMayBeNormal() {
        Evaluation.Step step =
                Evaluation.step(rule(Duration.ZERO, Duration.ZERO), Condition.INITIAL, AReading.of(NORMAL, 0));

        assertThat(step)
                .isEqualTo(new Evaluation.Step(
                        new Condition(State.NORMAL, Instant.MIN, AReading.START, null), Outcome.NOTHING));
    }

    @Test
    void anInterruptedBreachHoldsFromItsNewBeginning() {
        RuleDefinition rule = rule(Duration.ofMinutes(10), Duration.ZERO);
        Condition condition = Condition.INITIAL;
        for (var reading : new double[][] {{0, BREACH}, {9, BREACH}, {10, NORMAL}, {11, BREACH}, {20, BREACH}}) {
            Evaluation.Step step = Evaluation.step(rule, condition, AReading.of(reading[1], (long) reading[0]));
            assertThat(step.outcome()).isEqualTo(Outcome.NOTHING);
            condition = step.condition();
        }

        assertThat(Evaluation.step(rule, condition, AReading.of(BREACH, 21)).outcome())
                .isEqualTo(Outcome.RAISE);
    }

    private static RuleDefinition rule(Duration hold, Duration clear) {
        return ARule.above(8)
                .withHysteresis(1)
                .holdingFor(hold)
                .clearingAfter(clear)
                .definition();
    }
}
