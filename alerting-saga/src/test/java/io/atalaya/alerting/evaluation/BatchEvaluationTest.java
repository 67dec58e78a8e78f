package io.atalaya.alerting.evaluation;

import static io.atalaya.alerting.evaluation.Evaluation.Outcome.AUTO_RESOLVE;
import static io.atalaya.alerting.evaluation.Evaluation.Outcome.CLEAR;
import static io.atalaya.alerting.evaluation.Evaluation.Outcome.RAISE;
import static io.atalaya.alerting.evaluation.Evaluation.Outcome.REBREACH;
import static io.atalaya.alerting.evaluation.Evaluation.Outcome.RETRIGGER;
import static io.atalaya.alerting.evaluation.Evaluation.Outcome.REVISE;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.alerting.evaluation.BatchEvaluation.Intent;
import io.atalaya.alerting.evaluation.Standing.State;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

class BatchEvaluationTest {
    private static final TenantRules.Entry RULE = new TenantRules.Entry(
            RuleId.of("00000000-0000-0000-0000-0000000000b1"),
            AStanding.REVISION,
            ARule.above(8).definition());
    private static final TenantRules.Entry SLOW_RULE = new TenantRules.Entry(
            RuleId.of("00000000-0000-0000-0000-0000000000b2"),
            AStanding.REVISION,
            ARule.above(8).clearingAfter(Duration.ofMinutes(5)).definition());
    private static final Conditions.Key KEY = new Conditions.Key(AReport.TENANT, RULE.ruleId(), AReport.DEVICE);
    private static final Conditions.Key SLOW_KEY =
            new Conditions.Key(AReport.TENANT, SLOW_RULE.ruleId(), AReport.DEVICE);
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final Condition BREACHED = AStanding.condition(State.BREACHED, ALERT);
    private static final Condition NORMAL_AFTER_ALERT = AStanding.condition(State.NORMAL, ALERT);

    @Test
    void aBreachBecomesAnIntentToRaiseThatNamesItsCause() {
        BatchEvaluation batch = evaluate(Map.of(), RULE, AReport.of("e1", AReading.of(9, 1)));

        Intent intent = only(batch);
        Condition condition = changed(batch, KEY);
        assertThat(intent)
                .isEqualTo(new Intent(
                        RAISE,
                        KEY,
                        RULE,
                        intent.alertId(),
                        null,
                        condition.standing(),
                        1,
                        new Cause("e1", "request-of-e1")));
        assertThat(condition.standing().state()).isEqualTo(State.BREACHED);
        assertThat(condition.standing().since()).isEqualTo(AReading.minute(1));
        assertThat(condition.alertId()).isEqualTo(intent.alertId());
        assertThat(condition.alertOpen()).isTrue();
    }

    @Test
    void aNewAlertNamesThePreviousOne() {
        BatchEvaluation batch = evaluate(Map.of(KEY, NORMAL_AFTER_ALERT), RULE, AReport.of("e1", AReading.of(9, 1)));

        assertThat(only(batch).previousAlertId()).isEqualTo(ALERT);
        assertThat(only(batch).alertId()).isNotEqualTo(ALERT);
    }

    @Test
    void aNewAlertNamesThePreviousOneOfTheSameBatchToo() {
        BatchEvaluation batch =
                evaluate(Map.of(), RULE, AReport.of("e1", AReading.of(9, 1), AReading.of(6, 2), AReading.of(9, 3)));

        assertThat(batch.intents()).extracting(Intent::outcome).containsExactly(RAISE, AUTO_RESOLVE, RAISE);
        Intent first = batch.intents().getFirst();
        Intent second = batch.intents().getLast();
        assertThat(second.previousAlertId()).isEqualTo(first.alertId());
        assertThat(second.alertId()).isNotEqualTo(first.alertId());
    }

    @Test
    void alertsOfOneReportDifferAlsoWhereItIsLateForTheRule() {
        TenantRules.Entry either = new TenantRules.Entry(
                RULE.ruleId(),
                AStanding.REVISION,
                ARule.above(8)
                        .joining(
                                Join.ANY,
                                new RuleCondition(ARule.METRIC, Comparison.GT, 8, 0),
                                new RuleCondition("humidity", Comparison.GTE, 70, 0)));

        BatchEvaluation batch = evaluate(
                Map.of(),
                either,
                AReport.of("e1", AReading.of(6, 9)),
                AReport.of("e2", AReading.humidity(80, 1), AReading.humidity(60, 2), AReading.humidity(80, 3)));

        assertThat(batch.intents()).extracting(Intent::outcome).containsExactly(RAISE, AUTO_RESOLVE, RAISE);
        assertThat(batch.intents().getLast().alertId())
                .isNotEqualTo(batch.intents().getFirst().alertId());
    }

    @Test
    void theSameReportAgainYieldsTheSameAlert() {
        EventMessage<ReadingsRecorded> report = AReport.of("e1", AReading.of(9, 1), AReading.of(9, 2));

        BatchEvaluation first = evaluate(Map.of(), RULE, report);
        BatchEvaluation again = evaluate(Map.of(), RULE, report);

        assertThat(again.intents()).isEqualTo(first.intents());
        assertThat(again.changed(Map.of())).isEqualTo(first.changed(Map.of()));
    }

    @Test
    void anotherReportAnotherDeviceAndAnotherRuleYieldAnotherAlert() {
        Reading breach = AReading.of(9, 1);

        assertThat(List.of(
                        only(evaluate(Map.of(), RULE, AReport.of("e1", breach))).alertId(),
                        only(evaluate(Map.of(), RULE, AReport.of("e2", breach))).alertId(),
                        only(evaluate(Map.of(), RULE, AReport.from(AReport.OTHER_DEVICE, "e1", breach)))
                                .alertId(),
                        only(evaluate(Map.of(), SLOW_RULE, AReport.of("e1", breach)))
                                .alertId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void repeatedBreachesBecomeOneIntentThatCountsThemAll() {
        BatchEvaluation batch = evaluate(
                Map.of(KEY, BREACHED),
                RULE,
                AReport.of("e1", AReading.of(9, 1), AReading.of(9.5, 2)),
                AReport.of("e2", AReading.of(9.2, 3)));

        assertThat(only(batch))
                .isEqualTo(new Intent(
                        RETRIGGER,
                        KEY,
                        RULE,
                        ALERT,
                        null,
                        changed(batch, KEY).standing(),
                        3,
                        new Cause("e2", "request-of-e2")));
    }

    @Test
    void breachesAfterTheRaisingOneCountBesideIt() {
        BatchEvaluation batch =
                evaluate(Map.of(), RULE, AReport.of("e1", AReading.of(9, 1), AReading.of(9, 2), AReading.of(9, 3)));

        assertThat(batch.intents()).extracting(Intent::outcome).containsExactly(RAISE, RETRIGGER);
        assertThat(batch.intents()).extracting(Intent::occurrences).containsExactly(1, 2);
        assertThat(batch.intents().getLast().alertId())
                .isEqualTo(batch.intents().getFirst().alertId());
    }

    @Test
    void breachesOnBothSidesOfARecoveryAreCountedApart() {
        BatchEvaluation batch = evaluate(
                Map.of(SLOW_KEY, BREACHED),
                SLOW_RULE,
                AReport.of("e1", AReading.of(9, 1), AReading.of(6, 2), AReading.of(9, 3), AReading.of(9, 4)));

        assertThat(batch.intents()).extracting(Intent::outcome).containsExactly(RETRIGGER, CLEAR, REBREACH, RETRIGGER);
        assertThat(batch.intents()).extracting(Intent::occurrences).containsExactly(1, 1, 1, 1);
        assertThat(batch.intents()).extracting(Intent::alertId).containsOnly(ALERT);
    }

    @Test
    void anAlertResolvesOnceItsClearTimeIsOver() {
        BatchEvaluation batch = evaluate(
                Map.of(SLOW_KEY, BREACHED),
                SLOW_RULE,
                AReport.of("e1", AReading.of(6, 1), AReading.of(6, 5), AReading.of(6, 6)));

        assertThat(batch.intents()).extracting(Intent::outcome).containsExactly(CLEAR, AUTO_RESOLVE);
        Condition resolved = changed(batch, SLOW_KEY);
        assertThat(resolved.standing().state()).isEqualTo(State.NORMAL);
        assertThat(resolved.standing().since()).isEqualTo(AReading.minute(6));
        assertThat(resolved.alertId()).isEqualTo(ALERT);
        assertThat(resolved.alertOpen()).isFalse();
    }

    @Test
    void devicesAreCountedApart() {
        Conditions.Key otherKey = new Conditions.Key(AReport.TENANT, RULE.ruleId(), AReport.OTHER_DEVICE);
        AlertId otherAlert = AlertId.of("00000000-0000-0000-0000-0000000000a2");
        Condition otherBreached = AStanding.condition(State.BREACHED, otherAlert);

        BatchEvaluation batch = evaluate(
                Map.of(KEY, BREACHED, otherKey, otherBreached),
                RULE,
                AReport.of("e1", AReading.of(9, 1)),
                AReport.from(AReport.OTHER_DEVICE, "e2", AReading.of(9, 1)),
                AReport.of("e3", AReading.of(9, 2)));

        assertThat(batch.intents()).extracting(Intent::alertId).containsExactly(ALERT, otherAlert);
        assertThat(batch.intents()).extracting(Intent::occurrences).containsExactly(2, 1);
    }

    @Test
    void otherMetricsAreNotTheRulesConcern() {
        Reading humidity = new Reading("humidity", 90, "%", 100, AReading.minute(1));

        BatchEvaluation batch = evaluate(Map.of(), RULE, AReport.of("e1", humidity));

        assertThat(batch.intents()).isEmpty();
        assertThat(batch.changed(Map.of())).isEmpty();
    }

    @Test
    void lateReadingsLeaveNothingToStore() {
        BatchEvaluation batch =
                evaluate(Map.of(KEY, BREACHED), RULE, AReport.of("e1", AReading.of(6, 0), AReading.of(9, -5)));

        assertThat(batch.intents()).isEmpty();
        assertThat(batch.changed(Map.of())).isEmpty();
    }

    @Test
    void whatStaysAsItIsStillRemembersItsNewestReading() {
        BatchEvaluation batch = evaluate(Map.of(), RULE, AReport.of("e1", AReading.of(6, 1)));

        assertThat(batch.intents()).isEmpty();
        assertThat(changed(batch, KEY).standing().lastMeasuredAt()).isEqualTo(AReading.minute(1));
    }

    @Test
    void duringARebuildWhatHasBeenToldIsNotToldAgain() {
        Condition rewound = new Condition(
                Standing.initial(AStanding.REVISION),
                Standing.initial(AStanding.REVISION),
                ALERT,
                true,
                AReading.minute(3));

        BatchEvaluation batch = evaluate(
                Map.of(KEY, rewound),
                RULE,
                AReport.of("e1", AReading.of(9, 1), AReading.of(6, 2), AReading.of(9, 3), AReading.of(9, 4)));

        assertThat(only(batch).outcome()).isEqualTo(RETRIGGER);
        assertThat(only(batch).alertId()).isEqualTo(ALERT);
        assertThat(changed(batch, KEY).silentUntil()).isNull();
    }

    @Test
    void aRebuildFromALogThatBeginsInTheMiddleStillResolvesWhatIsOpen() {
        Condition rewound = new Condition(
                Standing.initial(AStanding.REVISION),
                Standing.initial(AStanding.REVISION),
                ALERT,
                true,
                AReading.minute(3));

        BatchEvaluation batch = evaluate(Map.of(KEY, rewound), RULE, AReport.of("e9", AReading.of(6, 4)));

        assertThat(only(batch).outcome()).isEqualTo(AUTO_RESOLVE);
    }

    @Test
    void aRuleThatBecomesAnotherIsJudgedByWhatIsKnown() {
        BatchEvaluation batch = new BatchEvaluation(Map.of(KEY, BREACHED));
        TenantRules.Entry looser =
                new TenantRules.Entry(RULE.ruleId(), 2, ARule.above(12).definition());

        batch.adopt(KEY, looser, List.of(), new Cause("change", "request"));

        assertThat(only(batch).outcome()).isEqualTo(AUTO_RESOLVE);
        Condition condition = changed(batch, KEY);
        assertThat(condition.base()).isEqualTo(condition.standing());
        assertThat(condition.standing().revision()).isEqualTo(2);
    }

    @Test
    void aNewRuleRaisesByWhatIsKnownElsewhere() {
        BatchEvaluation batch = new BatchEvaluation(Map.of());

        batch.adopt(KEY, RULE, List.of(AReading.of(9, 1)), new Cause("created", "request"));

        assertThat(only(batch).outcome()).isEqualTo(RAISE);
        assertThat(only(batch).cause().eventId()).isEqualTo("created");
    }

    @Test
    void anAlertThatIsOpenAlreadyIsNotCountedAgainWhenItsRuleChanges() {
        BatchEvaluation batch = new BatchEvaluation(Map.of(KEY, BREACHED));
        TenantRules.Entry stricter =
                new TenantRules.Entry(RULE.ruleId(), 2, ARule.above(7).definition());

        batch.adopt(KEY, stricter, List.of(), new Cause("change", "request"));

        assertThat(only(batch).outcome()).as("it may be graver").isEqualTo(REVISE);
        assertThat(only(batch).alertId()).isEqualTo(ALERT);
        assertThat(changed(batch, KEY).alertOpen()).isTrue();
    }

    @Test
    void ofADeviceThatHasReportedNothingThereIsNothingToStore() {
        BatchEvaluation batch = new BatchEvaluation(Map.of());

        batch.adopt(KEY, RULE, List.of(), new Cause("created", "request"));

        assertThat(batch.changed(Map.of())).isEmpty();
    }

    private static Condition changed(BatchEvaluation batch, Conditions.Key key) {
        return Objects.requireNonNull(batch.changed(Map.of()).get(key));
    }

    @SafeVarargs
    private static BatchEvaluation evaluate(
            Map<Conditions.Key, Condition> conditions,
            TenantRules.Entry rule,
            EventMessage<ReadingsRecorded>... reports) {
        BatchEvaluation batch = new BatchEvaluation(conditions);
        for (EventMessage<ReadingsRecorded> report : reports) {
            ReadingsRecorded payload = report.getPayload();
            batch.apply(
                    new Conditions.Key(payload.tenantId(), rule.ruleId(), payload.deviceId()),
                    rule,
                    payload.readings(),
                    Cause.of(report));
        }
        return batch;
    }

    private static Intent only(BatchEvaluation batch) {
        assertThat(batch.intents()).hasSize(1);
        return batch.intents().getFirst();
    }

    @Test
    void anAlertThatTurnedOutToBeResolvedIsFollowedByTheNextOne() {
        AlertId next = AlertId.of("00000000-0000-0000-0000-0000000000a9");
        BatchEvaluation batch = evaluate(Map.of(KEY, BREACHED), RULE, AReport.of("e1", AReading.of(9, 1)));

        assertThat(batch.intents().getFirst().following(Map.of(ALERT, next)).alertId())
                .isEqualTo(next);
        assertThat(batch.intents().getFirst().following(Map.of()).alertId()).isEqualTo(ALERT);
        assertThat(batch.changed(Map.of(ALERT, next)).values())
                .extracting(Condition::alertId)
                .containsExactly(next);
    }
}
