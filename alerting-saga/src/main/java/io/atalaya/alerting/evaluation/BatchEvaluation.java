package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A batch of reports against the rules: collects what changed and what is to be done about it. Repeated breaches of one
 * condition within the batch become one intent that counts them all.
 */
final class BatchEvaluation {
    private final Map<Conditions.Key, Condition> conditions;
    private final Map<Conditions.Key, Condition> changed = new HashMap<>();
    private final List<Intent> intents = new ArrayList<>();
    private final Map<Conditions.Key, Integer> lastIntent = new HashMap<>();

    BatchEvaluation(Map<Conditions.Key, Condition> conditions) {
        this.conditions = new HashMap<>(conditions);
    }

    /** @param readings the report's, in the order of their own time */
    void apply(TenantRules.Entry rule, EventMessage<ReadingsRecorded> message, List<Reading> readings) {
        ReadingsRecorded report = message.getPayload();
        Conditions.Key key = new Conditions.Key(report.tenantId(), rule.ruleId(), report.deviceId());
        for (Reading reading : readings) {
            if (reading.metric().equals(rule.definition().metric())) {
                apply(key, rule.definition(), message, reading);
            }
        }
    }

    private void apply(
            Conditions.Key key, RuleDefinition rule, EventMessage<ReadingsRecorded> message, Reading reading) {
        Condition before = conditions.getOrDefault(key, Condition.INITIAL);
        Evaluation.Step step = Evaluation.step(rule, before, reading);
        Condition after = step.condition();
        if (step.outcome() == Evaluation.Outcome.RAISE) {
            AlertId alertId = alertId(key, message.getIdentifier(), reading);
            intents.add(new Intent(
                    step.outcome(),
                    key,
                    rule,
                    alertId,
                    before.alertId(),
                    reading,
                    1,
                    message.getIdentifier(),
                    SystemMetadata.correlationId(message)));
            lastIntent.put(key, intents.size() - 1);
            after = new Condition(after.state(), after.since(), after.lastMeasuredAt(), alertId);
        } else if (step.outcome() != Evaluation.Outcome.NOTHING && before.alertId() != null) {
            follow(step.outcome(), key, rule, before.alertId(), message, reading);
        }
        if (!after.equals(before)) {
            conditions.put(key, after);
            changed.put(key, after);
        }
    }

    private void follow(
            Evaluation.Outcome outcome,
            Conditions.Key key,
            RuleDefinition rule,
            AlertId alertId,
            EventMessage<ReadingsRecorded> message,
            Reading reading) {
        String correlationId = SystemMetadata.correlationId(message);
        Integer last = lastIntent.get(key);
        if (outcome == Evaluation.Outcome.RETRIGGER
                && last != null
                && intents.get(last).outcome() == Evaluation.Outcome.RETRIGGER) {
            int occurrences = intents.get(last).occurrences() + 1;
            intents.set(
                    last,
                    new Intent(
                            outcome,
                            key,
                            rule,
                            alertId,
                            null,
                            reading,
                            occurrences,
                            message.getIdentifier(),
                            correlationId));
        } else {
            intents.add(
                    new Intent(outcome, key, rule, alertId, null, reading, 1, message.getIdentifier(), correlationId));
            lastIntent.put(key, intents.size() - 1);
        }
    }

    /** Follows from what caused the alert, so that handling the same report again raises the same alert. */
    private static AlertId alertId(Conditions.Key key, String eventId, Reading reading) {
        String cause = key.ruleId() + "/" + key.deviceId() + "/" + eventId + "/" + reading.measuredAt();
        return new AlertId(UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param successors alerts that turned out to be resolved, each with the one that was raised in its place */
    Map<Conditions.Key, Condition> changed(Map<AlertId, AlertId> successors) {
        Map<Conditions.Key, Condition> result = new HashMap<>(changed);
        result.replaceAll((key, condition) -> {
            AlertId alertId = condition.alertId();
            AlertId successor = alertId == null ? null : successors.get(alertId);
            return successor == null
                    ? condition
                    : new Condition(condition.state(), condition.since(), condition.lastMeasuredAt(), successor);
        });
        return result;
    }

    /** In the order in which they arose. */
    List<Intent> intents() {
        return intents;
    }

    /**
     * Something to be done about an alert.
     *
     * @param reading the last one that asked for it
     * @param occurrences breaching readings that are counted by it
     * @param causationId the report's event
     */
    record Intent(
            Evaluation.Outcome outcome,
            Conditions.Key key,
            RuleDefinition rule,
            AlertId alertId,
            @Nullable AlertId previousAlertId,
            Reading reading,
            int occurrences,
            String causationId,
            String correlationId) {
        TenantId tenantId() {
            return key.tenantId();
        }

        RuleId ruleId() {
            return key.ruleId();
        }

        /** The id of the alert to raise if the present one is resolved; follows from the report. */
        AlertId nextAlertId() {
            return BatchEvaluation.alertId(key, causationId, reading);
        }

        /** The same about the alert that has taken the place of this one's, if any has. */
        Intent following(Map<AlertId, AlertId> successors) {
            AlertId successor = successors.get(alertId);
            return successor == null
                    ? this
                    : new Intent(
                            outcome,
                            key,
                            rule,
                            successor,
                            previousAlertId,
                            reading,
                            occurrences,
                            causationId,
                            correlationId);
        }

        DeviceId deviceId() {
            return key.deviceId();
        }
    }
}
