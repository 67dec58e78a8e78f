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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Above 8 °C is a breach, 7 °C and below is normal again, and between them lies the dead band. */
class EvaluationTest {
    private static final double BREACH = 9;
    private static final double NORMAL = 6;
    private static final Standing NOTHING_SEEN = Standing.initial(AStanding.REVISION);
    private static final RuleCondition WARM = new RuleCondition("temperature", Comparison.GT, 8, 1);
    private static final RuleCondition DAMP = new RuleCondition("humidity", Comparison.GTE, 70, 5);

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
        Evaluation.Step step = step(rule(hold, clear), AStanding.of(state), AReading.of(value, minutes));

        Instant at = AReading.minute(minutes);
        assertThat(step.outcome()).isEqualTo(outcome);
        assertThat(step.standing().state()).isEqualTo(next);
        assertThat(step.standing().since()).isEqualTo(next == state ? AReading.START : at);
        assertThat(step.standing().lastMeasuredAt()).isEqualTo(at);
    }

    @ParameterizedTest
    @EnumSource
    void aLateReadingChangesNothing(State state) {
        for (double value : new double[] {BREACH, 7.5, NORMAL}) {
            assertUnchanged(AStanding.of(state), AReading.of(value, -1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondReadingOfTheSameTimeChangesNothing(State state) {
        for (double value : new double[] {BREACH, 7.5, NORMAL}) {
            assertUnchanged(AStanding.of(state), AReading.of(value, 0));
        }
    }

    private static void assertUnchanged(Standing before, Reading reading) {
        Evaluation.Step step = step(rule(Duration.ZERO, Duration.ZERO), before, reading);
        assertThat(step.standing()).isSameAs(before);
        assertThat(step.outcome()).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void theFirstReadingEverMayRaise() {
        Evaluation.Step step = step(rule(Duration.ZERO, Duration.ZERO), NOTHING_SEEN, AReading.of(BREACH, 0));

        assertThat(step.outcome()).isEqualTo(Outcome.RAISE);
        assertThat(step.standing().state()).isEqualTo(State.BREACHED);
    }

    @Test
    void anInterruptedBreachHoldsFromItsNewBeginning() {
        RuleDefinition rule = rule(Duration.ofMinutes(10), Duration.ZERO);
        Standing standing = NOTHING_SEEN;
        for (var reading : new double[][] {{0, BREACH}, {9, BREACH}, {10, NORMAL}, {11, BREACH}, {20, BREACH}}) {
            Evaluation.Step step = step(rule, standing, AReading.of(reading[1], (long) reading[0]));
            assertThat(step.outcome()).isEqualTo(Outcome.NOTHING);
            standing = step.standing();
        }

        assertThat(step(rule, standing, AReading.of(BREACH, 21)).outcome()).isEqualTo(Outcome.RAISE);
    }

    @Test
    void allConditionsMustHoldWhicheverWasReportedLast() {
        RuleDefinition both = ARule.above(8).joining(Join.ALL, WARM, DAMP);

        assertThat(outcomes(both, AReading.of(9, 0), AReading.humidity(60, 1), AReading.humidity(70, 2)))
                .as("warm; warm and dry; warm and damp")
                .containsExactly(Outcome.NOTHING, Outcome.NOTHING, Outcome.RAISE);
    }

    @Test
    void whatWasNeverSeenIsNoBreach() {
        RuleDefinition both = ARule.above(8).joining(Join.ALL, WARM, DAMP);

        assertThat(outcomes(both, AReading.of(9, 0), AReading.of(9, 1), AReading.of(12, 2)))
                .containsOnly(Outcome.NOTHING);
    }

    @Test
    void anyConditionMayHoldAndAllMustBeNormalAgain() {
        RuleDefinition either = ARule.above(8).joining(Join.ANY, WARM, DAMP);

        assertThat(outcomes(
                        either,
                        AReading.of(9, 0),
                        AReading.humidity(80, 1),
                        AReading.of(6, 2),
                        AReading.humidity(66, 3),
                        AReading.humidity(64, 4)))
                .as("warm; damp too; damp only; in the dead band; dry")
                .containsExactly(
                        Outcome.RAISE, Outcome.RETRIGGER, Outcome.RETRIGGER, Outcome.NOTHING, Outcome.AUTO_RESOLVE);
    }

    @Test
    void aValueInTheDeadBandThatNeverBreachedHoldsNothingUp() {
        RuleDefinition either = ARule.above(8).joining(Join.ANY, WARM, DAMP);

        assertThat(outcomes(either, AReading.humidity(67, 0), AReading.of(9, 1), AReading.of(6, 2)))
                .containsExactly(Outcome.NOTHING, Outcome.RAISE, Outcome.AUTO_RESOLVE);
    }

    @Test
    void aReadingThatIsLateForTheRuleButNewForItsMetricCounts() {
        RuleDefinition both = ARule.above(8).joining(Join.ALL, WARM, DAMP);

        assertThat(outcomes(both, AReading.of(9, 5), AReading.humidity(80, 3)))
                .containsExactly(Outcome.NOTHING, Outcome.RAISE);
    }

    @Test
    void readingsOfOneMomentAreEvaluatedTogether() {
        RuleDefinition both = ARule.above(8).joining(Join.ALL, WARM, DAMP);

        Evaluation.Step step =
                Evaluation.step(both, NOTHING_SEEN, List.of(AReading.of(9, 0), AReading.humidity(80, 0)));

        assertThat(step.outcome()).isEqualTo(Outcome.RAISE);
    }

    @Test
    void aConditionThatComesAndGoesHoldsItsAlertOpenUntilItIsCalm() {
        RuleDefinition rule = rule(Duration.ZERO, Duration.ZERO);
        List<Reading> readings = new ArrayList<>();
        for (int minute = 0; minute < 6; minute++) {
            readings.add(AReading.of(minute % 2 == 0 ? BREACH : NORMAL, minute));
        }

        assertThat(outcomes(rule, readings.toArray(Reading[]::new)))
                .containsExactly(
                        Outcome.RAISE,
                        Outcome.AUTO_RESOLVE,
                        Outcome.RAISE,
                        Outcome.CLEAR,
                        Outcome.REBREACH,
                        Outcome.CLEAR);

        Standing standing = standing(rule, readings.toArray(Reading[]::new));
        int calm = 0;
        Outcome outcome = Outcome.NOTHING;
        while (outcome == Outcome.NOTHING) {
            Evaluation.Step step = step(rule, standing, AReading.of(NORMAL, 10 + calm++));
            standing = step.standing();
            outcome = step.outcome();
        }
        assertThat(outcome).isEqualTo(Outcome.AUTO_RESOLVE);
        assertThat(calm)
                .as("normal evaluations until less than 4 changes are among the last 20")
                .isEqualTo(16);
    }

    @Test
    void anotherRevisionJudgesByWhatIsKnown() {
        Standing breached = AStanding.of(State.BREACHED);
        RuleDefinition looser = ARule.above(20).withHysteresis(15).definition();

        Evaluation.Step step = Evaluation.judge(looser, breached.under(looser, 2));

        assertThat(step.outcome())
                .as("its hysteresis is for what it has found itself")
                .isEqualTo(Outcome.AUTO_RESOLVE);
        assertThat(step.standing().revision()).isEqualTo(2);
        assertThat(step.standing().lastMeasuredAt()).isEqualTo(AReading.START);
    }

    @Test
    void anotherRevisionTakesTheNewestOfWhatIsKnownHereAndElsewhere() {
        RuleDefinition both = ARule.above(8).joining(Join.ALL, WARM, DAMP);

        Standing known = AStanding.of(State.NORMAL)
                .under(both, 2, List.of(AReading.of(9, -1), AReading.humidity(80, 3), reading("door", 1)));

        assertThat(known.values().values()).containsExactlyInAnyOrder(AReading.of(6, 0), AReading.humidity(80, 3));
        assertThat(known.lastMeasuredAt()).isEqualTo(AReading.minute(3));
    }

    private static Reading reading(String metric, double value) {
        return new Reading(metric, value, null, 100, AReading.START);
    }

    private static Evaluation.Step step(RuleDefinition rule, Standing before, Reading reading) {
        return Evaluation.step(rule, before, List.of(reading));
    }

    private static List<Outcome> outcomes(RuleDefinition rule, Reading... readings) {
        List<Outcome> outcomes = new ArrayList<>();
        Standing standing = NOTHING_SEEN;
        for (Reading reading : readings) {
            Evaluation.Step step = step(rule, standing, reading);
            outcomes.add(step.outcome());
            standing = step.standing();
        }
        return outcomes;
    }

    private static Standing standing(RuleDefinition rule, Reading... readings) {
        Standing standing = NOTHING_SEEN;
        for (Reading reading : readings) {
            standing = step(rule, standing, reading).standing();
        }
        return standing;
    }

    private static RuleDefinition rule(Duration hold, Duration clear) {
        return ARule.above(8)
                .withHysteresis(1)
                .holdingFor(hold)
                .clearingAfter(clear)
                .definition();
    }
}
