package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.evaluation.Standing.State;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Readings against one rule: a pure function, comparators with hysteresis over the last known values, joined, with two
 * delays (after ISA-18.2). What was never seen is no breach.
 */
final class Evaluation {
    private Evaluation() {}

    /** What a change of the condition asks for. */
    enum Outcome {
        NOTHING,
        RAISE,
        RETRIGGER,
        /** Breached again after a normal reading: retriggers the alert, or raises the next one if it is resolved. */
        REBREACH,
        CLEAR,
        AUTO_RESOLVE,
        /** Its rule has become another: the alert stays open, and may be graver now. */
        REVISE
    }

    record Step(Standing standing, Outcome outcome) {}

    /**
     * @param ofOneMoment readings of the rule's metrics, all measured at the same time; those that are not newer than what
     *     is known of their metric change nothing
     */
    static Step step(RuleDefinition rule, Standing before, List<Reading> ofOneMoment) {
        Standing seen = before.seeing(rule, ofOneMoment);
        return seen == before ? new Step(before, Outcome.NOTHING) : judge(rule, seen);
    }

    /** By what is known already, as after a change of the rule. */
    static Step judge(RuleDefinition rule, Standing seen) {
        boolean breach = breaches(rule, seen);
        boolean lingers = joined(rule, seen::isLatched);
        return switch (seen.state()) {
            case NORMAL -> breach ? begin(rule, seen) : to(State.NORMAL, seen, Outcome.NOTHING);
            case PENDING -> breach ? pend(rule, seen) : to(State.NORMAL, seen, Outcome.NOTHING);
            case BREACHED -> {
                if (breach) {
                    yield to(State.BREACHED, seen, Outcome.RETRIGGER);
                }
                yield lingers ? to(State.BREACHED, seen, Outcome.NOTHING) : recover(rule, seen);
            }
            case CLEARING -> breach ? to(State.BREACHED, seen, Outcome.REBREACH) : clear(rule, seen);
        };
    }

    /** Whether it is breached by what is known, whatever was before. */
    static boolean breaches(RuleDefinition rule, Standing seen) {
        return joined(rule, condition -> holds(rule.conditions().get(condition), seen));
    }

    static boolean holds(RuleCondition condition, Standing seen) {
        Reading value = seen.valueFor(condition);
        return value != null && condition.holds(value.value());
    }

    private static boolean joined(RuleDefinition rule, IntPredicate condition) {
        IntStream all = IntStream.range(0, rule.conditions().size());
        return rule.join() == Join.ALL ? all.allMatch(condition) : all.anyMatch(condition);
    }

    private static Step begin(RuleDefinition rule, Standing seen) {
        return rule.holdFor().isZero()
                ? to(State.BREACHED, seen, Outcome.RAISE)
                : to(State.PENDING, seen, Outcome.NOTHING);
    }

    private static Step pend(RuleDefinition rule, Standing seen) {
        return lasted(seen, rule.holdFor())
                ? to(State.BREACHED, seen, Outcome.RAISE)
                : to(State.PENDING, seen, Outcome.NOTHING);
    }

    private static Step recover(RuleDefinition rule, Standing seen) {
        return rule.clearAfter().isZero() && !willFlap(seen)
                ? to(State.NORMAL, seen, Outcome.AUTO_RESOLVE)
                : to(State.CLEARING, seen, Outcome.CLEAR);
    }

    private static Step clear(RuleDefinition rule, Standing seen) {
        return lasted(seen, rule.clearAfter()) && !willFlap(seen)
                ? to(State.NORMAL, seen, Outcome.AUTO_RESOLVE)
                : to(State.CLEARING, seen, Outcome.NOTHING);
    }

    /** With this evaluation, which finds it normal. */
    private static boolean willFlap(Standing seen) {
        return Flapping.in(Flapping.remember(seen.history(), false));
    }

    private static boolean lasted(Standing seen, Duration atLeast) {
        Instant now = seen.lastMeasuredAt();
        return Duration.between(seen.since(), now).compareTo(atLeast) >= 0;
    }

    private static Step to(State state, Standing seen, Outcome outcome) {
        boolean breached = state == State.PENDING || state == State.BREACHED;
        return new Step(seen.in(state, Flapping.remember(seen.history(), breached)), outcome);
    }
}
