package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.AlertId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one rule stands on one device.
 *
 * @param since when the present state began, by the readings' own time
 * @param lastMeasuredAt the newest reading seen; older ones that arrive later change nothing
 * @param alertId the last alert that was raised; open while {@link State#BREACHED} or {@link State#CLEARING}, unless
 *     somebody has resolved it
 */
record Condition(
        State state,
        Instant since,
        Instant lastMeasuredAt,
        @Nullable AlertId alertId) {
    static final Condition INITIAL = new Condition(State.NORMAL, Instant.MIN, Instant.MIN, null);

    enum State {
        NORMAL,
        /** Breached, but not yet for the rule's hold time. */
        PENDING,
        /** Breached for the hold time: an alert has been raised. */
        BREACHED,
        /** Normal again, but not yet for the rule's clear time. */
        CLEARING
    }
}
