package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleScope;
import java.time.Duration;
import java.util.List;

/** Builds rules on a cold cell's temperature; until told otherwise, they raise and resolve at once. */
record ARule(Comparison comparison, double threshold, double hysteresis, Duration holdFor, Duration clearAfter) {
    static final String METRIC = "temperature";

    static ARule above(double threshold) {
        return comparing(Comparison.GT, threshold);
    }

    static ARule comparing(Comparison comparison, double threshold) {
        return new ARule(comparison, threshold, 0, Duration.ZERO, Duration.ZERO);
    }

    ARule withHysteresis(double hysteresis) {
        return new ARule(comparison, threshold, hysteresis, holdFor, clearAfter);
    }

    ARule holdingFor(Duration holdFor) {
        return new ARule(comparison, threshold, hysteresis, holdFor, clearAfter);
    }

    ARule clearingAfter(Duration clearAfter) {
        return new ARule(comparison, threshold, hysteresis, holdFor, clearAfter);
    }

    RuleDefinition definition() {
        return joining(Join.ALL, new RuleCondition(METRIC, comparison, threshold, hysteresis));
    }

    /** Of these conditions, with the hold and clear times of this. */
    RuleDefinition joining(Join join, RuleCondition... conditions) {
        return new RuleDefinition(
                "Cold cell too warm",
                "HIGH_TEMP",
                List.of(conditions),
                join,
                holdFor,
                clearAfter,
                Severity.CRITICAL,
                new RuleScope(null, null, null),
                true);
    }
}
