package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.evaluation.Condition.State;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;

/** One reading against one rule: a pure function, a comparator with hysteresis and two delays (after ISA-18.2). */
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
        AUTO_RESOLVE
    }

    /** @param condition after the reading; its alert id is still that of before */
    record Step(Condition condition, Outcome outcome) {}

    static Step step(RuleDefinition rule, Condition before, Reading reading) {
        Instant at = reading.measuredAt();
        if (!at.isAfter(before.lastMeasuredAt())) {
            return new Step(before, Outcome.NOTHING);
        }
        boolean breach = rule.comparison().holds(reading.value(), rule.threshold());
        boolean normal = rule.comparison().normalAgain(reading.value(), rule.threshold(), rule.hysteresis());
        return switch (before.state()) {
            case NORMAL -> breach ? begin(rule, before, at) : stay(before, at);
            case PENDING -> breach ? pend(rule, before, at) : to(State.NORMAL, before, at, Outcome.NOTHING);
            case BREACHED -> {
                if (breach) {
                    yield new Step(at(before, at), Outcome.RETRIGGER);
                }
                yield normal ? recover(rule, before, at) : stay(before, at);
            }
            case CLEARING -> breach ? to(State.BREACHED, before, at, Outcome.REBREACH) : clear(rule, before, at);
        };
    }

    private static Step begin(RuleDefinition rule, Condition before, Instant at) {
        return rule.holdFor().isZero()
                ? to(State.BREACHED, before, at, Outcome.RAISE)
                : to(State.PENDING, before, at, Outcome.NOTHING);
    }

    private static Step pend(RuleDefinition rule, Condition before, Instant at) {
        return lasted(before, at, rule.holdFor()) ? to(State.BREACHED, before, at, Outcome.RAISE) : stay(before, at);
    }

    private static Step recover(RuleDefinition rule, Condition before, Instant at) {
        return rule.clearAfter().isZero()
                ? to(State.NORMAL, before, at, Outcome.AUTO_RESOLVE)
                : to(State.CLEARING, before, at, Outcome.CLEAR);
    }

    private static Step clear(RuleDefinition rule, Condition before, Instant at) {
        return lasted(before, at, rule.clearAfter())
                ? to(State.NORMAL, before, at, Outcome.AUTO_RESOLVE)
                : stay(before, at);
    }

    private static boolean lasted(Condition before, Instant at, Duration atLeast) {
        return Duration.between(before.since(), at).compareTo(atLeast) >= 0;
    }

    private static Step stay(Condition before, Instant at) {
        return new Step(at(before, at), Outcome.NOTHING);
    }

    private static Step to(State state, Condition before, Instant at, Outcome outcome) {
        return new Step(new Condition(state, at, at, before.alertId()), outcome);
    }

    private static Condition at(Condition before, Instant at) {
        return new Condition(before.state(), before.since(), at, before.alertId());
    }
}
