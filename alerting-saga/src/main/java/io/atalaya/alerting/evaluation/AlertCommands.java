package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.SystemCommands;
import io.atalaya.alerting.evaluation.BatchEvaluation.Intent;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.Command;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says to alerts what the evaluation found. */
@Component
class AlertCommands {
    private final SystemCommands commands;

    AlertCommands(SystemCommands commands) {
        this.commands = commands;
    }

    /** @return the alert that the intent was carried out on: its own, or the next one if that had been resolved */
    AlertId send(Intent intent) {
        Object answer = dispatch(command(intent), intent);
        if (intent.outcome() == Evaluation.Outcome.REBREACH && Boolean.FALSE.equals(answer)) {
            AlertId next = intent.nextAlertId();
            dispatch(raise(intent, next, intent.alertId()), intent);
            return next;
        }
        return intent.alertId();
    }

    private @Nullable Object dispatch(Command command, Intent intent) {
        return commands.send(command, Evaluator.PROCESSING_GROUP, intent.correlationId(), intent.causationId());
    }

    private static Command command(Intent intent) {
        Reading reading = intent.reading();
        return switch (intent.outcome()) {
            case RAISE -> raise(intent, intent.alertId(), intent.previousAlertId());
            case RETRIGGER, REBREACH ->
                new RetriggerAlert(
                        intent.alertId(),
                        intent.tenantId(),
                        reading.value(),
                        intent.occurrences(),
                        reading.measuredAt());
            case CLEAR ->
                new ClearAlertCondition(intent.alertId(), intent.tenantId(), reading.value(), reading.measuredAt());
            case AUTO_RESOLVE ->
                new AutoResolveAlert(intent.alertId(), intent.tenantId(), reading.value(), reading.measuredAt());
            case NOTHING -> throw new IllegalArgumentException("Nothing is to be done");
        };
    }

    private static RaiseAlert raise(Intent intent, AlertId alertId, @Nullable AlertId previousAlertId) {
        Reading reading = intent.reading();
        return new RaiseAlert(
                alertId,
                intent.tenantId(),
                intent.deviceId(),
                intent.ruleId(),
                intent.rule().type(),
                intent.rule().severity(),
                message(intent.rule(), reading),
                reading.value(),
                intent.rule().threshold(),
                intent.occurrences(),
                reading.measuredAt(),
                previousAlertId);
    }

    /** Such as "Cold cell too warm: temperature 9.3 °C is above 8". */
    private static String message(RuleDefinition rule, Reading reading) {
        String unit = reading.unit() == null ? "" : " " + reading.unit();
        return rule.name() + ": " + rule.metric() + " " + plain(reading.value()) + unit + " is "
                + words(rule.comparison()) + " " + plain(rule.threshold());
    }

    private static String words(Comparison comparison) {
        return switch (comparison) {
            case GT -> "above";
            case GTE -> "at or above";
            case LT -> "below";
            case LTE -> "at or below";
            case EQ -> "equal to";
            case NE -> "not equal to";
        };
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
