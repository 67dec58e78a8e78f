package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.evaluation.Evaluation.Outcome;
import io.atalaya.alerting.evaluation.Standing.State;
import io.atalaya.contract.alert.AlertId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one rule stands on one device, and what alerts have been told of it.
 *
 * @param base the standing as the last change of the rule left it, where a rebuild begins
 * @param alertId the last alert that was raised
 * @param alertOpen whether that has not been resolved by us; somebody else may have resolved it
 * @param silentUntil set by a rebuild: what was measured up to then has been told already
 */
record Condition(
        Standing standing,
        Standing base,
        @Nullable AlertId alertId,
        boolean alertOpen,
        @Nullable Instant silentUntil) {

    static Condition initial(int revision) {
        Standing nothing = Standing.initial(revision);
        return new Condition(nothing, nothing, null, false, null);
    }

    /** The same by what has been measured since; silence ends where it is to. */
    Condition at(Standing next) {
        boolean silent = silentUntil != null && next.lastMeasuredAt().isBefore(silentUntil);
        return new Condition(next, base, alertId, alertOpen, silent ? silentUntil : null);
    }

    /** Whether what leads to this standing has been told before. */
    boolean isToldUpTo(Standing next) {
        return silentUntil != null && !next.lastMeasuredAt().isAfter(silentUntil);
    }

    /** Whether this is by the rule as it is now, and something is known of all that it compares. */
    boolean isCompleteBy(TenantRules.Entry rule) {
        return base.revision() == rule.revision()
                && standing.values().keySet().containsAll(rule.definition().metrics());
    }

    /** Of a rebuild that has not come far, where it will end. */
    Instant knownUntil() {
        return silentUntil == null ? standing.lastMeasuredAt() : silentUntil;
    }

    /** All that is known counts from now on, so there is nothing left to make again. */
    Condition awake() {
        return new Condition(standing, base, alertId, alertOpen, null);
    }

    Condition rebased() {
        return new Condition(standing, standing, alertId, alertOpen, silentUntil);
    }

    Condition raised(AlertId raised) {
        return new Condition(standing, base, raised, true, silentUntil);
    }

    Condition resolved() {
        return new Condition(standing, base, alertId, false, silentUntil);
    }

    /**
     * What is to be told, given what has been. The two only differ where a log that begins in the middle, or a change of
     * the rule, has led to a standing that nobody was told of.
     */
    Outcome toTell(Outcome outcome, State next) {
        if (alertOpen) {
            return outcome == Outcome.RAISE ? Outcome.REBREACH : next == State.NORMAL ? Outcome.AUTO_RESOLVE : outcome;
        }
        return switch (outcome) {
            case RAISE, RETRIGGER, REBREACH -> Outcome.RAISE;
            case CLEAR, AUTO_RESOLVE, REVISE, NOTHING -> Outcome.NOTHING;
        };
    }
}
