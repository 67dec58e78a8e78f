package io.atalaya.alerting.evaluation;

import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one rule on one device; by it and the next reading alone the next one is decided.
 *
 * @param since when the present state began, by the readings' own time
 * @param lastMeasuredAt of the newest reading that counted
 * @param revision of the rule by which it was last evaluated
 * @param values the newest reading of each of the rule's metrics; one that was never seen is absent
 * @param latched a bit for each of the rule's conditions: it was breached, and is not normal again by its hysteresis
 * @param history a bit for each of the last {@link Flapping#WINDOW} evaluations, the lowest for the last: breached or not
 */
record Standing(
        State state,
        Instant since,
        Instant lastMeasuredAt,
        int revision,
        SortedMap<String, Reading> values,
        int latched,
        int history) {

    enum State {
        NORMAL,
        /** Breached, but not yet for the rule's hold time. */
        PENDING,
        /** Breached for the hold time: an alert has been raised. */
        BREACHED,
        /** Normal again, but not yet for the rule's clear time, or not yet calm. */
        CLEARING
    }

    /** Nothing has been seen yet. */
    static Standing initial(int revision) {
        return new Standing(State.NORMAL, Instant.MIN, Instant.MIN, revision, new TreeMap<>(), 0, 0);
    }

    /**
     * The same under a revision of the rule: only what has been seen of its metrics counts, and by another revision it
     * begins calm.
     */
    Standing under(RuleDefinition rule, int newRevision) {
        return under(rule, newRevision, List.of());
    }

    /** @param alsoSeen may be newer or older than what is known here */
    Standing under(RuleDefinition rule, int newRevision, Collection<Reading> alsoSeen) {
        SortedMap<String, Reading> kept = new TreeMap<>(values);
        Set<String> metrics = rule.metrics();
        kept.keySet().retainAll(metrics);
        for (Reading reading : alsoSeen) {
            if (metrics.contains(reading.metric())) {
                kept.merge(reading.metric(), reading, Standing::newer);
            }
        }
        Instant last = kept.values().stream().map(Reading::measuredAt).reduce(lastMeasuredAt, Standing::later);
        boolean same = newRevision == revision;
        return new Standing(
                state, since, last, newRevision, kept, latches(rule, kept, same ? latched : 0), same ? history : 0);
    }

    /**
     * With the readings of one moment that are newer than what is known of their metrics.
     *
     * @return the same object if there are none
     */
    Standing seeing(RuleDefinition rule, List<Reading> ofOneMoment) {
        SortedMap<String, Reading> seen = null;
        Instant last = lastMeasuredAt;
        for (Reading reading : ofOneMoment) {
            Reading known = (seen == null ? values : seen).get(reading.metric());
            if (known == null || reading.measuredAt().isAfter(known.measuredAt())) {
                seen = seen == null ? new TreeMap<>(values) : seen;
                seen.put(reading.metric(), reading);
                last = later(last, reading.measuredAt());
            }
        }
        return seen == null
                ? this
                : new Standing(state, since, last, revision, seen, latches(rule, seen, latched), history);
    }

    Standing in(State next, int newHistory) {
        return new Standing(
                next, next == state ? since : lastMeasuredAt, lastMeasuredAt, revision, values, latched, newHistory);
    }

    boolean isLatched(int condition) {
        return (latched & 1 << condition) != 0;
    }

    /** What is known for this condition; {@code null} if its metric was never seen. */
    @Nullable
    Reading valueFor(RuleCondition condition) {
        return values.get(condition.metric());
    }

    private static int latches(RuleDefinition rule, SortedMap<String, Reading> values, int before) {
        int latches = 0;
        int bit = 1;
        for (RuleCondition condition : rule.conditions()) {
            Reading value = values.get(condition.metric());
            if (value != null
                    && (condition.holds(value.value())
                            || (before & bit) != 0 && !condition.normalAgain(value.value()))) {
                latches |= bit;
            }
            bit <<= 1;
        }
        return latches;
    }

    private static Reading newer(Reading one, Reading other) {
        return other.measuredAt().isAfter(one.measuredAt()) ? other : one;
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }
}
