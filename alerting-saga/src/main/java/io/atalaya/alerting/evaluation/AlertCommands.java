package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.evaluation.BatchEvaluation.Intent;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.RaiseAlertSeverity;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says to alerts what the evaluation found. */
@Component
class AlertCommands {
    private final SystemCommands commands;

    AlertCommands(SystemCommands commands) {
        this.commands = commands;
    }

    /** @return alerts that turned out to be resolved, each with the one that was raised in its place */
    Map<AlertId, AlertId> sendAll(List<Intent> intents) {
        Map<AlertId, AlertId> successors = new HashMap<>();
        for (Intent intent : intents) {
            AlertId raised = send(intent.following(successors));
            if (!raised.equals(intent.alertId())) {
                successors.put(intent.alertId(), raised);
            }
        }
        return successors;
    }

    /** @return the alert that the intent was carried out on: its own, or the next one if that had been resolved */
    AlertId send(Intent intent) {
        Object answer = dispatch(command(intent), intent.cause());
        if (intent.outcome() == Evaluation.Outcome.REBREACH && Boolean.FALSE.equals(answer)) {
            AlertId next = intent.nextAlertId();
            dispatch(raise(intent, next, intent.alertId()), intent.cause());
            return next;
        }
        return intent.alertId();
    }

    /** The rule does not apply to the device any more, so that nothing will ever be found normal by it. */
    void retire(TenantId tenantId, AlertId alertId, Condition condition, Cause cause) {
        double value = condition.standing().values().values().stream()
                .findFirst()
                .map(Reading::value)
                .orElse(0.0);
        dispatch(new AutoResolveAlert(alertId, tenantId, value, condition.knownUntil()), cause);
    }

    private @Nullable Object dispatch(Command command, Cause cause) {
        return commands.send(command, Evaluator.PROCESSING_GROUP, cause.correlationId(), cause.eventId());
    }

    private static Command command(Intent intent) {
        Conditions.Key key = intent.key();
        Finding finding = Finding.of(intent.rule().definition(), intent.standing());
        Instant at = intent.standing().lastMeasuredAt();
        return switch (intent.outcome()) {
            case RAISE -> raise(intent, intent.alertId(), intent.previousAlertId());
            case RETRIGGER, REBREACH ->
                new RetriggerAlert(intent.alertId(), key.tenantId(), finding.value(), intent.occurrences(), at);
            case CLEAR -> new ClearAlertCondition(intent.alertId(), key.tenantId(), finding.value(), at);
            case AUTO_RESOLVE -> new AutoResolveAlert(intent.alertId(), key.tenantId(), finding.value(), at);
            case REVISE ->
                new RaiseAlertSeverity(
                        intent.alertId(),
                        key.tenantId(),
                        intent.rule().definition().severity());
            case NOTHING -> throw new IllegalArgumentException("Nothing is to be done");
        };
    }

    private static RaiseAlert raise(Intent intent, AlertId alertId, @Nullable AlertId previousAlertId) {
        Conditions.Key key = intent.key();
        RuleDefinition rule = intent.rule().definition();
        Finding finding = Finding.of(rule, intent.standing());
        return new RaiseAlert(
                alertId,
                key.tenantId(),
                key.deviceId(),
                key.ruleId(),
                rule.type(),
                rule.severity(),
                finding.message(),
                finding.value(),
                finding.threshold(),
                intent.occurrences(),
                intent.standing().lastMeasuredAt(),
                previousAlertId);
    }
}
