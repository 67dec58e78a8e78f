package io.atalaya.query.health;

import io.atalaya.contract.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time that counts, between two events of the log.
 *
 * @param sourceId the alert, ticket or device that it is about
 * @param ended {@code null} while it lasts, as is {@code endedPosition}
 */
record Span(
        Kind kind,
        UUID sourceId,
        @Nullable UUID deviceId,
        @Nullable Severity severity,
        Instant began,
        @Nullable Instant ended,
        long beganPosition,
        @Nullable Long endedPosition) {

    enum Kind {
        /** The device exists. */
        REGISTERED,
        ONLINE,
        /** An alert is open. */
        ALERT,
        /** An alert's rule is breached. */
        OUT_OF_RANGE,
        TICKET,
        /** A ticket's time is up, and it is not done. */
        OVERDUE
    }

    boolean lastsAt(Instant at) {
        return !began.isAfter(at) && (ended == null || ended.isAfter(at));
    }

    boolean touches(Instant from, Instant to) {
        return began.isBefore(to) && (ended == null || ended.isAfter(from));
    }

    /** How much of the time from the one moment to the other is within any of the spans, however they overlap. */
    static Duration covered(List<Span> spans, Instant from, Instant to) {
        Duration covered = Duration.ZERO;
        Instant counted = from;
        List<Span> inOrder = spans.stream()
                .filter(span -> span.touches(from, to))
                .sorted(Comparator.comparing(Span::began))
                .toList();
        for (Span span : inOrder) {
            Instant begin = span.began.isAfter(counted) ? span.began : counted;
            Instant end = span.ended == null || span.ended.isAfter(to) ? to : span.ended;
            if (begin.isBefore(end)) {
                covered = covered.plus(Duration.between(begin, end));
                counted = end;
            }
        }
        return covered;
    }
}
