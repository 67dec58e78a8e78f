package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.evaluation.Evaluation.Outcome;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.telemetry.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** @param reported in the order of their own time */
    void apply(Conditions.Key key, TenantRules.Entry rule, List<Reading> reported, Cause cause) {
        Set<String> metrics = rule.definition().metrics();
        List<Reading> readings = reported.stream()
                .filter(reading -> metrics.contains(reading.metric()))
                .toList();
        Condition known = conditions.get(key);
        Condition before = known == null ? Condition.initial(rule.revision()) : known;
        if (before.standing().revision() != rule.revision()) {
            before = before.at(before.standing().under(rule.definition(), rule.revision()));
        }
        Condition after = before;
        int next = 0;
        while (next < readings.size()) {
            int end = next + 1;
            while (end < readings.size()
                    && readings.get(end).measuredAt().equals(readings.get(next).measuredAt())) {
                end++;
            }
            Evaluation.Step step = Evaluation.step(rule.definition(), after.standing(), readings.subList(next, end));
            after = tell(key, rule, after, step, cause);
            next = end;
        }
        // Nothing is known of what nothing has counted for.
        if (known != null || !after.standing().values().isEmpty()) {
            keep(key, known, after);
        }
    }

    /**
     * The rule has become another, or covers the device anew: by what is known it is judged at once, and a rebuild begins
     * here.
     *
     * @param alsoSeen the newest readings of its metrics, wherever they are known from
     */
    void adopt(Conditions.Key key, TenantRules.Entry rule, Collection<Reading> alsoSeen, Cause cause) {
        Condition known = conditions.get(key);
        Condition before = known == null ? Condition.initial(rule.revision()) : known.awake();
        Standing seen = before.standing().under(rule.definition(), rule.revision(), alsoSeen);
        boolean sameRule = before.base().revision() == rule.revision();
        if (sameRule && seen.values().equals(before.standing().values())) {
            return;
        }
        Evaluation.Step step = Evaluation.judge(rule.definition(), seen);
        // What is breached still is no new breach.
        boolean goesOn =
                before.alertOpen() && (step.outcome() == Outcome.RETRIGGER || step.outcome() == Outcome.NOTHING);
        Outcome then = sameRule ? Outcome.NOTHING : Outcome.REVISE;
        Condition after = tell(key, rule, before, goesOn ? new Evaluation.Step(step.standing(), then) : step, cause);
        keep(key, known, after.rebased());
    }

    private void keep(Conditions.Key key, @Nullable Condition known, Condition after) {
        if (!after.equals(known)) {
            conditions.put(key, after);
            changed.put(key, after);
        }
    }

    private Condition tell(
            Conditions.Key key, TenantRules.Entry rule, Condition before, Evaluation.Step step, Cause cause) {
        Condition after = before.at(step.standing());
        if (step.standing() == before.standing() || before.isToldUpTo(step.standing())) {
            return after;
        }
        Outcome outcome = before.toTell(step.outcome(), step.standing().state());
        AlertId alertId = before.alertId();
        if (outcome == Outcome.RAISE) {
            AlertId raised = alertId(key, cause, step.standing());
            add(new Intent(outcome, key, rule, raised, alertId, step.standing(), 1, cause));
            return after.raised(raised);
        }
        if (outcome != Outcome.NOTHING && alertId != null) {
            follow(new Intent(outcome, key, rule, alertId, null, step.standing(), 1, cause));
        }
        return outcome == Outcome.AUTO_RESOLVE ? after.resolved() : after;
    }

    private void follow(Intent intent) {
        Integer last = lastIntent.get(intent.key());
        if (intent.outcome() == Outcome.RETRIGGER
                && last != null
                && intents.get(last).outcome() == Outcome.RETRIGGER) {
            intents.set(last, intent.counting(intents.get(last).occurrences() + 1));
        } else {
            add(intent);
        }
    }

    private void add(Intent intent) {
        intents.add(intent);
        lastIntent.put(intent.key(), intents.size() - 1);
    }

    /**
     * Follows from what caused the alert, so that handling the same report again raises the same alert. Of the values that a
     * report leads to one after the other, some is always newer than before.
     */
    private static AlertId alertId(Conditions.Key key, Cause cause, Standing standing) {
        String moments = standing.values().values().stream()
                .map(value -> value.measuredAt().toString())
                .collect(Collectors.joining("/"));
        String name = key.ruleId() + "/" + key.deviceId() + "/" + cause.eventId() + "/" + moments;
        return new AlertId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param successors alerts that turned out to be resolved, each with the one that was raised in its place */
    Map<Conditions.Key, Condition> changed(Map<AlertId, AlertId> successors) {
        Map<Conditions.Key, Condition> result = new HashMap<>(changed);
        result.replaceAll((key, condition) -> {
            AlertId alertId = condition.alertId();
            AlertId successor = alertId == null ? null : successors.get(alertId);
            if (successor == null) {
                return condition;
            }
            Condition succeeded = condition.raised(successor);
            return condition.alertOpen() ? succeeded : succeeded.resolved();
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
     * @param standing that asked for it, the last one if several did
     * @param occurrences breaches that are counted by it
     */
    record Intent(
            Outcome outcome,
            Conditions.Key key,
            TenantRules.Entry rule,
            AlertId alertId,
            @Nullable AlertId previousAlertId,
            Standing standing,
            int occurrences,
            Cause cause) {

        Intent counting(int all) {
            return new Intent(outcome, key, rule, alertId, previousAlertId, standing, all, cause);
        }

        /** The id of the alert to raise if the present one is resolved; follows from the report. */
        AlertId nextAlertId() {
            return BatchEvaluation.alertId(key, cause, standing);
        }

        /** The same about the alert that has taken the place of this one's, if any has. */
        Intent following(Map<AlertId, AlertId> successors) {
            AlertId successor = successors.get(alertId);
            return successor == null
                    ? this
                    : new Intent(outcome, key, rule, successor, previousAlertId, standing, occurrences, cause);
        }
    }
}
