package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Made again from the log, a condition is the same and nothing is told again, also if its rule changed meanwhile. */
class RebuildPropertyTest {
    private static final String SEED = "8";
    private static final RuleId RULE = RuleId.of("00000000-0000-0000-0000-0000000000b1");
    private static final Conditions.Key KEY = new Conditions.Key(AReport.TENANT, RULE, AReport.DEVICE);
    private static final TenantRules.Entry FIRST =
            new TenantRules.Entry(RULE, 1, ARule.above(8).withHysteresis(1).definition());
    private static final TenantRules.Entry THEN =
            new TenantRules.Entry(RULE, 2, ARule.above(7).withHysteresis(0.5).definition());

    /** Some come late, some twice. */
    @Provide
    Arbitrary<List<Reading>> sequences() {
        Arbitrary<Double> values = Arbitraries.of(6.0, 7.25, 7.75, 9.0);
        Arbitrary<Integer> times = Arbitraries.integers().between(0, 60);
        return Combinators.combine(values, times).as(AReading::of).list().ofMaxSize(40);
    }

    @Property(seed = SEED)
    void aRebuildLeadsToTheSameConditionAndTellsNothing(
            @ForAll("sequences") List<Reading> log,
            @ForAll @IntRange(max = 40) int changedAfter,
            @ForAll @IntRange(max = 5) int readModelAhead) {
        int change = Math.min(changedAfter, log.size());
        Condition lived = evaluate(null, FIRST, log.subList(0, change), new ArrayList<>());
        lived = adopt(lived, log.subList(0, Math.min(change + readModelAhead, log.size())));
        lived = evaluate(lived, THEN, log.subList(change, log.size()), new ArrayList<>());
        if (lived == null) {
            return;
        }
        Instant end = lived.standing().lastMeasuredAt();
        Condition rewound = new Condition(
                lived.base(),
                lived.base(),
                lived.alertId(),
                lived.alertOpen(),
                lived.base().lastMeasuredAt().equals(end) ? null : end);
        List<BatchEvaluation.Intent> told = new ArrayList<>();

        assertThat(evaluate(rewound, THEN, log, told)).isEqualTo(lived);
        assertThat(told).isEmpty();
    }

    private static @Nullable Condition evaluate(
            @Nullable Condition before,
            TenantRules.Entry rule,
            List<Reading> readings,
            List<BatchEvaluation.Intent> told) {
        Condition condition = before;
        for (Reading reading : readings) {
            BatchEvaluation batch = new BatchEvaluation(condition == null ? Map.of() : Map.of(KEY, condition));
            batch.apply(KEY, rule, List.of(reading), new Cause("report of " + reading, "request"));
            told.addAll(batch.intents());
            condition = batch.changed(Map.of()).getOrDefault(KEY, condition);
        }
        return condition;
    }

    private static @Nullable Condition adopt(@Nullable Condition before, List<Reading> reported) {
        Map<String, Reading> latest = new HashMap<>();
        reported.forEach(reading -> latest.merge(
                reading.metric(), reading, (one, other) -> other.measuredAt().isAfter(one.measuredAt()) ? other : one));
        BatchEvaluation batch = new BatchEvaluation(before == null ? Map.of() : Map.of(KEY, before));
        batch.adopt(KEY, THEN, latest.values(), new Cause("change", "request"));
        return batch.changed(Map.of()).getOrDefault(KEY, before);
    }
}
