package io.atalaya.query.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the range, its cover is the range, and small. */
class CoverPropertyTest {
    private static final String SEED = "8";
    private static final long MICROS_PER_MINUTE = 60_000_000;
    private static final Instant BASE = Instant.parse("2026-02-27T22:00:00Z");

    /** Often at the edge of a bucket, or just beside it. */
    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Long> minutes = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 5_000),
                Arbitraries.longs().between(0, 1_000).map(fives -> fives * 5),
                Arbitraries.longs().between(0, 40).map(wide -> wide * 120));
        Arbitrary<Long> micros = Arbitraries.oneOf(
                Arbitraries.of(-1L, 0L, 1L), Arbitraries.longs().between(0, MICROS_PER_MINUTE));
        return Combinators.combine(minutes, micros)
                .as((minute, micro) -> BASE.plusNanos((minute * MICROS_PER_MINUTE + micro) * 1000));
    }

    @Property(seed = SEED)
    void itHoldsEachMomentOfTheRangeOnceAndNoOther(@ForAll("moments") Instant one, @ForAll("moments") Instant another) {
        Instant from = one.isBefore(another) ? one : another;
        Instant to = one.isBefore(another) ? another : one;
        Cover cover = Cover.of(from, to);

        List<Cover.Edge> parts = new ArrayList<>(cover.edges());
        cover.spans().forEach(span -> parts.add(new Cover.Edge(span.from(), span.to())));
        parts.sort(Comparator.comparing(Cover.Edge::from));
        Instant reached = from;
        for (Cover.Edge part : parts) {
            assertThat(part.from()).isEqualTo(reached).isBefore(part.to());
            reached = part.to();
        }
        assertThat(reached).isEqualTo(to);
    }

    @Property(seed = SEED)
    void itIsMadeOfWholeBucketsAndLittleElse(@ForAll("moments") Instant one, @ForAll("moments") Instant another) {
        Instant from = one.isBefore(another) ? one : another;
        Instant to = one.isBefore(another) ? another : one;
        Cover cover = Cover.of(from, to);

        assertThat(cover.spans()).allSatisfy(span -> {
            assertThat(span.width().start(span.from())).isEqualTo(span.from());
            assertThat(span.width().start(span.to())).isEqualTo(span.to());
        });
        assertThat(cover.edges()).hasSizeLessThanOrEqualTo(2);
        assertThat(cover.edges())
                .allSatisfy(edge -> assertThat(edge.to()).isBefore(edge.from().plusSeconds(600)));
        assertThat(cover.spans()).isSortedAccordingTo(Comparator.comparing(Cover.Span::from));
        assertThat(cover.spans()).hasSizeLessThanOrEqualTo(2 * BucketWidth.values().length - 1);
    }
}
