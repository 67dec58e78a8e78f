package io.atalaya.alerting.evaluation;

import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.trial.Breach;
import io.atalaya.contract.rule.trial.DeviceTrial;
import io.atalaya.contract.rule.trial.Turn;
import io.atalaya.contract.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the evaluator does with reports, except that what there is to be done about alerts is answered instead of sent. */
final class OneDeviceTrial implements DeviceTrial {
    private static final Cause TRIAL = new Cause("trial", "trial");

    private final Conditions.Key key;
    private final TenantRules.Entry rule;
    private BatchEvaluation evaluation = new BatchEvaluation(Map.of());

    OneDeviceTrial(Conditions.Key key, TenantRules.Entry rule) {
        this.key = key;
        this.rule = rule;
    }

    @Override
    public RuleDefinition rule() {
        return rule.definition();
    }

    @Override
    public List<Turn> begin(Collection<Reading> known) {
        evaluation.adopt(key, rule, known, TRIAL);
        return turns();
    }

    @Override
    public List<Turn> next(List<Reading> report) {
        evaluation.apply(key, rule, report, TRIAL);
        return turns();
    }

    /** What there is to be done ends an evaluation, as a batch would, so that it does not grow. */
    private List<Turn> turns() {
        if (evaluation.intents().isEmpty()) {
            return List.of();
        }
        List<Turn> turns = new ArrayList<>();
        for (BatchEvaluation.Intent intent : evaluation.intents()) {
            turns.add(turn(intent));
        }
        evaluation = new BatchEvaluation(evaluation.changed(Map.of()));
        return turns;
    }

    private Turn turn(BatchEvaluation.Intent intent) {
        Instant at = intent.standing().lastMeasuredAt();
        return switch (intent.outcome()) {
            case RAISE ->
                new Turn.Raised(
                        at, Finding.of(rule.definition(), intent.standing()).message(), breaches(intent.standing()));
            case RETRIGGER, REBREACH -> new Turn.Retriggered(at, intent.occurrences());
            case CLEAR -> new Turn.Cleared(at);
            case AUTO_RESOLVE -> new Turn.Resolved(at);
            case REVISE, NOTHING -> throw new IllegalStateException("No trial changes its rule: " + intent);
        };
    }

    private List<Breach> breaches(Standing standing) {
        List<Breach> breaches = new ArrayList<>();
        for (RuleCondition condition : rule.definition().conditions()) {
            Reading reading = standing.valueFor(condition);
            if (reading != null && condition.holds(reading.value())) {
                breaches.add(new Breach(
                        condition.metric(),
                        condition.comparison(),
                        condition.threshold(),
                        reading.value(),
                        reading.unit(),
                        reading.measuredAt()));
            }
        }
        return breaches;
    }
}
