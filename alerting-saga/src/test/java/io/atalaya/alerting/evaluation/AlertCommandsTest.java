package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.evaluation.BatchEvaluation.Intent;
import io.atalaya.alerting.evaluation.Evaluation.Outcome;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.RaiseAlertSeverity;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class AlertCommandsTest {
    private static final RuleId RULE = RuleId.of("00000000-0000-0000-0000-0000000000b1");
    private static final AlertId PREVIOUS = AlertId.of("00000000-0000-0000-0000-0000000000a0");
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final Reading READING = AReading.of(9.3, 1);

    private final SystemCommands commands = mock();
    private final AlertCommands alerts = new AlertCommands(commands);

    @Test
    void raisingTellsTheAlertAllAboutItsCause() {
        assertThat(sent(intent(Outcome.RAISE, READING)))
                .isEqualTo(new RaiseAlert(
                        ALERT,
                        AReport.TENANT,
                        AReport.DEVICE,
                        RULE,
                        "HIGH_TEMP",
                        Severity.CRITICAL,
                        "Cold cell too warm: temperature 9.3 °C is above 8",
                        9.3,
                        8,
                        3,
                        AReading.minute(1),
                        PREVIOUS));
    }

    @Test
    void retriggeringTellsHowOften() {
        assertThat(sent(intent(Outcome.RETRIGGER, READING)))
                .isEqualTo(new RetriggerAlert(ALERT, AReport.TENANT, 9.3, 3, AReading.minute(1)));
    }

    @Test
    void aBreachAfterANormalReadingRetriggersTheAlertThatIsOpen() {
        when(commands.send(any(RetriggerAlert.class), any(), any(), any())).thenReturn(true);

        assertThat(alerts.send(intent(Outcome.REBREACH, READING))).isEqualTo(ALERT);
        verify(commands, never()).send(any(RaiseAlert.class), any(), any(), any());
    }

    @Test
    void aBreachAfterANormalReadingRaisesTheNextAlertIfTheFirstIsResolved() {
        when(commands.send(any(RetriggerAlert.class), any(), any(), any())).thenReturn(false);
        ArgumentCaptor<RaiseAlert> raise = ArgumentCaptor.forClass(RaiseAlert.class);

        AlertId next = alerts.send(intent(Outcome.REBREACH, READING));

        verify(commands).send(raise.capture(), any(), any(), any());
        assertThat(raise.getValue().alertId()).isEqualTo(next).isNotEqualTo(ALERT);
        assertThat(raise.getValue().previousAlertId()).isEqualTo(ALERT);
        assertThat(alerts.send(intent(Outcome.REBREACH, READING))).isEqualTo(next);
    }

    @Test
    void clearingTellsSinceWhen() {
        assertThat(sent(intent(Outcome.CLEAR, READING)))
                .isEqualTo(new ClearAlertCondition(ALERT, AReport.TENANT, 9.3, AReading.minute(1)));
    }

    @Test
    void resolvingTellsSinceWhen() {
        assertThat(sent(intent(Outcome.AUTO_RESOLVE, READING)))
                .isEqualTo(new AutoResolveAlert(ALERT, AReport.TENANT, 9.3, AReading.minute(1)));
    }

    @Test
    void anotherRuleTellsHowGraveItIsNow() {
        assertThat(sent(intent(Outcome.REVISE, READING)))
                .isEqualTo(new RaiseAlertSeverity(ALERT, AReport.TENANT, Severity.CRITICAL));
    }

    @Test
    void whereNothingIsToBeDoneNothingIsSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> alerts.send(intent(Outcome.NOTHING, READING)));

        verifyNoInteractions(commands);
    }

    @Test
    void everyCommandIsTheEvaluatorsAndNamesItsCause() {
        alerts.send(intent(Outcome.CLEAR, READING));

        verify(commands).send(any(), eq("evaluation"), eq("request"), eq("event"));
    }

    @ParameterizedTest
    @CsvSource({
        "GT,  9.3,     8,     °C, Cold cell too warm: temperature 9.3 °C is above 8",
        "GTE, 8,       8,     °C, Cold cell too warm: temperature 8 °C is at or above 8",
        "LT,  -20.50,  -18.5, °C, Cold cell too warm: temperature -20.5 °C is below -18.5",
        "LTE, 0,       0,     °C, Cold cell too warm: temperature 0 °C is at or below 0",
        "EQ,  1,       1,     ,   Cold cell too warm: temperature 1 is equal to 1",
        "NE,  0.00001, 100,   ,   Cold cell too warm: temperature 0.00001 is not equal to 100",
        "GT,  1.5E9,   1E9,   Wh, Cold cell too warm: temperature 1500000000 Wh is above 1000000000"
    })
    void aMessageReadsAsASentence(
            Comparison comparison, double value, double threshold, @Nullable String unit, String message) {
        Reading reading = new Reading(ARule.METRIC, value, unit, 100, AReading.minute(1));

        Command command = sent(
                intent(Outcome.RAISE, ARule.comparing(comparison, threshold).definition(), reading));

        assertThat(command)
                .isInstanceOfSatisfying(
                        RaiseAlert.class, raise -> assertThat(raise.message()).isEqualTo(message));
    }

    private Command sent(Intent intent) {
        alerts.send(intent);
        ArgumentCaptor<Command> command = ArgumentCaptor.captor();
        verify(commands).send(command.capture(), any(), any(), any());
        return command.getValue();
    }

    private static Intent intent(Outcome outcome, Reading reading) {
        return intent(outcome, ARule.above(8).definition(), reading);
    }

    private static Intent intent(Outcome outcome, RuleDefinition rule, Reading reading) {
        Standing standing = Standing.initial(AStanding.REVISION).seeing(rule, List.of(reading));
        return new Intent(
                outcome,
                new Conditions.Key(AReport.TENANT, RULE, AReport.DEVICE),
                new TenantRules.Entry(RULE, AStanding.REVISION, rule),
                ALERT,
                PREVIOUS,
                standing,
                3,
                new Cause("event", "request"));
    }

    @Test
    void aMessageNamesAllThatHolds() {
        RuleDefinition either = ARule.above(8)
                .joining(
                        Join.ANY,
                        new RuleCondition(ARule.METRIC, Comparison.GT, 8, 0),
                        new RuleCondition("humidity", Comparison.GTE, 70, 0));
        Standing standing =
                Standing.initial(AStanding.REVISION).seeing(either, List.of(READING, AReading.humidity(80, 1)));

        assertThat(Finding.of(either, standing))
                .isEqualTo(new Finding(
                        9.3,
                        8,
                        "Cold cell too warm: temperature 9.3 °C is above 8 and humidity 80 % is at or above 70"));
    }

    @Test
    void whatARuleDoesNotApplyToAnyMoreIsResolved() {
        Condition condition = AStanding.condition(Standing.State.BREACHED, ALERT);

        alerts.retire(AReport.TENANT, ALERT, condition, new Cause("removed", "request"));

        verify(commands)
                .send(
                        new AutoResolveAlert(ALERT, AReport.TENANT, 9, AReading.START),
                        "evaluation",
                        "request",
                        "removed");
    }
}
