package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.trial.Turn;
import io.atalaya.contract.telemetry.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Of what was reported, a trial says what the evaluator said when it came. */
class TrialPropertyTest {
    private static final String SEED = "8";
    private static final RuleId RULE = RuleId.of("00000000-0000-0000-0000-0000000000b1");
    private static final Conditions.Key KEY = new Conditions.Key(AReport.TENANT, RULE, AReport.DEVICE);

    @Provide
    Arbitrary<RuleDefinition> rules() {
        Arbitrary<Duration> minutes = Arbitraries.of(0, 1, 3, 10).map(Duration::ofMinutes);
        Arbitrary<Double> hysteresis = Arbitraries.of(0.0, 0.5, 2.0);
        return Combinators.combine(
                        Arbitraries.of(Join.class), hysteresis, minutes, minutes, Arbitraries.of(true, false))
                .as((join, back, hold, clear, single) -> {
                    ARule rule =
                            ARule.above(8).withHysteresis(back).holdingFor(hold).clearingAfter(clear);
                    return single
                            ? rule.definition()
                            : rule.joining(
                                    join,
                                    new RuleCondition(ARule.METRIC, Comparison.GT, 8, back),
                                    new RuleCondition("humidity", Comparison.GTE, 70, 5));
                });
    }

    /** Reports of successive minutes, each with either metric or both, about the thresholds. */
    @Provide
    Arbitrary<List<List<Reading>>> reports() {
        Arbitrary<Double> temperatures = Arbitraries.of(5.0, 7.0, 7.75, 8.0, 8.25, 9.0);
        Arbitrary<Double> humidities = Arbitraries.of(60.0, 66.0, 70.0, 80.0);
        return Combinators.combine(
                        temperatures, humidities, Arbitraries.integers().between(0, 2))
                .as(Report::new)
                .list()
                .ofMaxSize(80)
                .map(TrialPropertyTest::minuteByMinute);
    }

    private static List<List<Reading>> minuteByMinute(List<Report> reports) {
        List<List<Reading>> all = new ArrayList<>();
        for (Report report : reports) {
            int minute = all.size();
            List<Reading> readings = new ArrayList<>();
            if (report.which() != 1) {
                readings.add(AReading.of(report.celsius(), minute));
            }
            if (report.which() != 0) {
                readings.add(AReading.humidity(report.percent(), minute));
            }
            all.add(readings);
        }
        return all;
    }

    @Property(seed = SEED)
    void aTrialSaysWhatTheEvaluatorSaid(
            @ForAll("rules") RuleDefinition rule,
            @ForAll("reports") List<List<Reading>> reports,
            @ForAll @IntRange(min = 1, max = 10) int batchSize) {
        assertThat(tried(rule, List.of(), reports)).isEqualTo(lived(rule, reports, batchSize));
    }

    @Property(seed = SEED)
    void aTrialThatBeginsInTheMiddleSaysWhatANewRuleWould(
            @ForAll("rules") RuleDefinition rule,
            @ForAll("reports") List<List<Reading>> reports,
            @ForAll @IntRange(max = 40) int before) {
        int begin = Math.min(before, reports.size());
        List<Reading> known = newest(reports.subList(0, begin));
        TenantRules.Entry entry = new TenantRules.Entry(RULE, 1, rule);
        BatchEvaluation evaluation = new BatchEvaluation(Map.of());
        evaluation.adopt(KEY, entry, known, new Cause("created", "request"));
        List<List<Reading>> rest = reports.subList(begin, reports.size());
        rest.forEach(report -> evaluation.apply(KEY, entry, report, new Cause("report of " + report, "request")));

        assertThat(tried(rule, known, rest)).isEqualTo(told(evaluation.intents()));
    }

    private static List<Reading> newest(List<List<Reading>> reports) {
        return reports.stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Reading::metric,
                        reading -> reading,
                        (one, other) -> other.measuredAt().isAfter(one.measuredAt()) ? other : one))
                .values()
                .stream()
                .sorted(Comparator.comparing(Reading::metric))
                .toList();
    }

    /** With conditions that are stored between batches, as the evaluator does. */
    private static List<String> lived(RuleDefinition rule, List<List<Reading>> reports, int batchSize) {
        TenantRules.Entry entry = new TenantRules.Entry(RULE, 1, rule);
        List<BatchEvaluation.Intent> intents = new ArrayList<>();
        Map<Conditions.Key, Condition> stored = Map.of();
        for (int from = 0; from < reports.size(); from += batchSize) {
            BatchEvaluation batch = new BatchEvaluation(stored);
            for (List<Reading> report : reports.subList(from, Math.min(from + batchSize, reports.size()))) {
                batch.apply(KEY, entry, report, new Cause("report of " + report, "request"));
            }
            intents.addAll(batch.intents());
            Map<Conditions.Key, Condition> changed = batch.changed(Map.of());
            stored = changed.isEmpty() ? stored : changed;
        }
        return told(intents);
    }

    private static List<String> told(List<BatchEvaluation.Intent> intents) {
        List<String> told = new ArrayList<>();
        for (BatchEvaluation.Intent intent : intents) {
            String at = " at " + intent.standing().lastMeasuredAt();
            switch (intent.outcome()) {
                case RAISE ->
                    told.add("raised" + at + " "
                            + Finding.of(intent.rule().definition(), intent.standing())
                                    .message());
                case RETRIGGER, REBREACH -> repeat(told, intent.occurrences());
                case CLEAR -> told.add("cleared" + at);
                case AUTO_RESOLVE -> told.add("resolved" + at);
                case REVISE, NOTHING -> told.add("not expected: " + intent);
            }
        }
        return told;
    }

    private static List<String> tried(RuleDefinition rule, List<Reading> known, List<List<Reading>> reports) {
        OneDeviceTrial trial = new OneDeviceTrial(KEY, new TenantRules.Entry(RULE, 1, rule));
        List<Turn> turns = new ArrayList<>(trial.begin(known));
        reports.forEach(report -> turns.addAll(trial.next(report)));
        List<String> said = new ArrayList<>();
        for (Turn turn : turns) {
            switch (turn) {
                case Turn.Raised raised -> said.add("raised at " + raised.at() + " " + raised.message());
                case Turn.Retriggered retriggered -> repeat(said, retriggered.occurrences());
                case Turn.Cleared cleared -> said.add("cleared at " + cleared.at());
                case Turn.Resolved resolved -> said.add("resolved at " + resolved.at());
            }
        }
        return said;
    }

    /** A batch counts repetitions together. */
    private static void repeat(List<String> list, int times) {
        for (int time = 0; time < times; time++) {
            list.add("breached");
        }
    }

    private record Report(double celsius, double percent, int which) {}
}
