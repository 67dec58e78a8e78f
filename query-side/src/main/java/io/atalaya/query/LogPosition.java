package io.atalaya.query;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** An event's position in its log, as projections see it. */
public final class LogPosition {
    private LogPosition() {}

    public static long of(EventMessage<?> event) {
        if (event instanceof TrackedEventMessage<?> tracked) {
            return tracked.trackingToken()
                    .position()
                    .orElseThrow(() -> new IllegalStateException("The log's tokens have no position"));
        }
        throw new IllegalStateException("Projections follow a log; this event came another way: " + event);
    }
}
