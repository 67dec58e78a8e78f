package io.atalaya.query.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of time as buckets, as wide as they fit, and what is left of it before and after them. Any range is covered by
 * few rows: at most 10 minutes of readings, and beside full days no more than 22 times two hours, 6 half hours and 10 times
 * 5 minutes.
 *
 * @param spans of buckets; together without gaps
 * @param edges shorter than the narrowest bucket on either side, or a short range as a whole
 */
record Cover(List<Span> spans, List<Edge> edges) {

    static Cover of(Instant from, Instant to) {
        Cover cover = new Cover(new ArrayList<>(), new ArrayList<>());
        cover.add(from, to, BucketWidth.values().length - 1);
        return cover;
    }

    private void add(Instant from, Instant to, int widest) {
        if (!from.isBefore(to)) {
            return;
        }
        if (widest < 0) {
            edges.add(new Edge(from, to));
            return;
        }
        BucketWidth width = BucketWidth.values()[widest];
        Instant begin = width.start(from);
        if (begin.isBefore(from)) {
            begin = begin.plusSeconds(width.seconds());
        }
        Instant end = width.start(to);
        if (begin.isBefore(end)) {
            add(from, begin, widest - 1);
            spans.add(new Span(width, begin, end));
            add(end, to, widest - 1);
        } else {
            add(from, to, widest - 1);
        }
    }

    /** Buckets that begin at or after the one moment and before the other. */
    record Span(BucketWidth width, Instant from, Instant to) {}

    /** From inclusive, to exclusive. */
    record Edge(Instant from, Instant to) {}
}
