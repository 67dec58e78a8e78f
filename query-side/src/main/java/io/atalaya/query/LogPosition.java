package io.atalaya.query;

import io.atalaya.kernel.MetadataKeys;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * An event's position in its log, as projections see it: its own, which no other event has, and the same in each replay.
 */
public final class LogPosition {
    private LogPosition() {}

    public static long of(EventMessage<?> event) {
        if (event.getMetaData().get(MetadataKeys.POSITION) instanceof Number own) {
            return own.longValue();
        }
        if (event instanceof TrackedEventMessage<?> tracked) {
            return tracked.trackingToken()
                    .position()
                    .orElseThrow(() -> new IllegalStateException("The log's tokens have no position"));
        }
        throw new IllegalStateException("Projections follow a log; this event came another way: " + event);
    }
}
