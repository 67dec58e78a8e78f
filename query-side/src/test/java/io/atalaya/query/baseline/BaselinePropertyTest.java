package io.atalaya.query.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BaselinePropertyTest {
    private static final String SEED = "18";

    @Provide
    Arbitrary<List<Double>> pasts() {
        return Arbitraries.doubles()
                .between(-1000, 1000)
                .ofScale(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(seed = SEED)
    void itLiesWithinThePastAndDoesNotDependOnItsOrder(@ForAll("pasts") List<Double> past) {
        Baseline baseline = Baseline.of(array(past));
        assertThat(baseline.median())
                .isBetween(
                        past.stream().min(Double::compare).orElseThrow(),
                        past.stream().max(Double::compare).orElseThrow());
        assertThat(baseline.scale()).isNotNegative();
        assertThat(Baseline.of(array(past.reversed()))).isEqualTo(baseline);
    }

    @Property(seed = SEED)
    void theFurtherAwayTheHigherTheScore(
            @ForAll("pasts") List<Double> past, @ForAll double nearer, @ForAll double further) {
        Baseline baseline = Baseline.of(array(past));
        double one = Math.abs(nearer % 5000);
        double other = one + Math.abs(further % 5000);
        if (baseline.scale() > 0) {
            assertThat(baseline.score(baseline.median() + other).orElseThrow())
                    .isGreaterThanOrEqualTo(
                            baseline.score(baseline.median() + one).orElseThrow());
            assertThat(baseline.score(baseline.median() - other).orElseThrow()).isNotPositive();
        }
    }

    @Property(seed = SEED)
    void afewThatAreFarOffHideNothing(@ForAll("pasts") List<Double> past) {
        double[] usual = array(past);
        double[] disturbed = Arrays.copyOf(usual, usual.length + usual.length / 3);
        Arrays.fill(disturbed, usual.length, disturbed.length, 1e9);
        assertThat(Baseline.of(disturbed).median())
                .isLessThanOrEqualTo(past.stream().max(Double::compare).orElseThrow());
    }

    @Example
    void theScaleOfEvenlySpreadValuesIsTheirMedianDistance() {
        Baseline baseline = Baseline.of(1, 2, 3, 4, 100);
        assertThat(baseline).isEqualTo(new Baseline(3, 1.4826, 5));
        assertThat(baseline.score(6).orElseThrow()).isCloseTo(3 / 1.4826, within(1e-9));
    }

    @Example
    void whereMostAreEqualTheMeanDistanceCounts() {
        Baseline baseline = Baseline.of(0, 0, 0, 0, 1);
        assertThat(baseline.scale()).isCloseTo(1.2533 / 5, within(1e-9));
    }

    @Example
    void whatNeverChangedHasNothingToMeasureAChangeBy() {
        Baseline baseline = Baseline.of(4, 4, 4);
        assertThat(baseline.score(4)).hasValue(0);
        assertThat(baseline.score(5)).isEmpty();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
