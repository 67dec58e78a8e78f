package io.atalaya.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** Whatever happens, health stays between 0 and 100, and nothing bad makes it better. */
class HealthPropertyTest {
    private static final String SEED = "18";
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID DEVICE = UUID.fromString("00000000-0000-0000-0000-0000000000d1");

    /** Of the last two days, by the minute. */
    @Provide
    Arbitrary<Span> spans() {
        Arbitrary<Instant> began =
                Arbitraries.integers().between(0, 2880).map(minutes -> NOW.minus(Duration.ofMinutes(minutes)));
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-1, 600);
        return Combinators.combine(
                        Arbitraries.of(Span.Kind.ONLINE, Span.Kind.ALERT, Span.Kind.OUT_OF_RANGE, Span.Kind.OVERDUE),
                        Arbitraries.of(Severity.class),
                        began,
                        minutes)
                .as((kind, severity, from, length) -> new Span(
                        kind,
                        UUID.randomUUID(),
                        DEVICE,
                        severity,
                        from,
                        length < 0 ? null : from.plus(Duration.ofMinutes(length)),
                        1,
                        length < 0 ? null : 2L));
    }

    @Provide
    Arbitrary<List<Span>> histories() {
        return spans().list().ofMaxSize(12);
    }

    @Property(seed = SEED)
    void aScoreIsBounded(@ForAll("histories") List<Span> history) {
        Assessment assessment = assess(history);
        assertThat(assessment.score()).isBetween(0, 100);
        assertThat(assessment.parts())
                .allSatisfy(part -> assertThat(part.score()).isBetween(0.0, 100.0));
    }

    @Property(seed = SEED)
    void moreTroubleIsNeverBetter(@ForAll("histories") List<Span> history, @ForAll("spans") Span more) {
        List<Span> longer = new ArrayList<>(history);
        longer.add(more);
        if (more.kind() == Span.Kind.ONLINE) {
            assertThat(assess(longer).score())
                    .isGreaterThanOrEqualTo(assess(history).score());
        } else {
            assertThat(assess(longer).score())
                    .isLessThanOrEqualTo(assess(history).score());
        }
    }

    @Property(seed = SEED)
    void anAssetIsNoBetterThanAnyOfItsDevicesInAnyPart(
            @ForAll("histories") List<Span> one, @ForAll("histories") List<Span> other) {
        Assessment together = Assessment.of(List.of(device(one), device(other)), NOW);
        for (List<Span> history : List.of(one, other)) {
            assertThat(together.score()).isLessThanOrEqualTo(assess(history).score());
        }
    }

    @Property(seed = SEED)
    void devicesThatComeInPartsAreAsWellAsAllTogether(
            @ForAll("histories") List<Span> one,
            @ForAll("histories") List<Span> other,
            @ForAll("histories") List<Span> third) {
        List<Instant> moments = List.of(NOW.minus(Duration.ofHours(5)), NOW);
        Course together = new Course(moments, NOW);
        together.add(List.of(device(one), device(other), device(third)));
        Course inParts = new Course(moments, NOW);
        inParts.add(List.of(device(one), device(other)));
        inParts.add(List.of(device(third)));

        assertThat(inParts.view(null, null)).isEqualTo(together.view(null, null));
    }

    @Property(seed = SEED)
    void aWorseValueHasNoHigherScore(
            @ForAll HealthPart part,
            @ForAll @DoubleRange(min = 0, max = 500) double one,
            @ForAll @DoubleRange(min = 0, max = 500) double other) {
        double less = Math.min(one, other);
        double more = Math.max(one, other);
        if (part == HealthPart.AVAILABILITY) {
            assertThat(part.score(more)).isGreaterThanOrEqualTo(part.score(less));
        } else {
            assertThat(part.score(more)).isLessThanOrEqualTo(part.score(less));
        }
        assertThat(part.score(more)).isBetween(0.0, 100.0);
    }

    @Property(seed = SEED)
    void whatOverlapsIsCoveredOnce(@ForAll("histories") List<Span> history) {
        Instant from = NOW.minus(Duration.ofHours(30));
        long minutes = 0;
        for (Instant at = from; at.isBefore(NOW); at = at.plusSeconds(60)) {
            Instant moment = at;
            minutes += history.stream().anyMatch(span -> span.lastsAt(moment)) ? 1 : 0;
        }
        assertThat(Span.covered(history, from, NOW)).isEqualTo(Duration.ofMinutes(minutes));
    }

    private static Assessment assess(List<Span> history) {
        return Assessment.of(List.of(device(history)), NOW);
    }

    private static Subject device(List<Span> history) {
        return Subject.device(history, Trend.unknown());
    }
}
