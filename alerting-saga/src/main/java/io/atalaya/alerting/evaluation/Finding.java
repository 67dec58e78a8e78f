package io.atalaya.alerting.evaluation;

import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to say of a rule's conditions.
 *
 * @param value of the first condition that holds; if none does, of the first that anything is known of
 * @param threshold of the same condition
 * @param message such as "Cold cell too warm: temperature 9.3 °C is above 8"; of several conditions, those that hold
 */
record Finding(double value, double threshold, String message) {
    static Finding of(RuleDefinition rule, Standing standing) {
        List<RuleCondition> holding = rule.conditions().stream()
                .filter(condition -> Evaluation.holds(condition, standing))
                .toList();
        RuleCondition first = Stream.concat(
                        holding.stream(),
                        rule.conditions().stream().filter(condition -> standing.valueFor(condition) != null))
                .findFirst()
                .orElseGet(() -> rule.conditions().getFirst());
        Reading reading = standing.valueFor(first);
        return new Finding(
                reading == null ? first.threshold() : reading.value(),
                first.threshold(),
                message(rule, holding, standing));
    }

    private static String message(RuleDefinition rule, List<RuleCondition> holding, Standing standing) {
        String reasons = holding.stream()
                .filter(condition -> !condition.metric().equals(RuleDefinition.PRESENCE_METRIC))
                .map(condition -> reason(condition, standing))
                .collect(Collectors.joining(" and "));
        return reasons.isEmpty() ? rule.name() : rule.name() + ": " + reasons;
    }

    private static String reason(RuleCondition condition, Standing standing) {
        Reading reading = Objects.requireNonNull(standing.valueFor(condition), "It holds");
        String unit = reading.unit() == null ? "" : " " + reading.unit();
        return condition.metric() + " " + plain(reading.value()) + unit + " is " + words(condition.comparison()) + " "
                + plain(condition.threshold());
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
