package io.atalaya.app.operations;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** One way through a log, part by part, for whoever fills a second generation. Used by one thread at a time. */
interface LogReading {
    /** @return {@code null} at the end that the log has now */
    @Nullable
    Part next();

    /**
     * @param events those that the projection handles, in order; there may be none
     * @param count of what the log holds as events: a batch of reports counts as many
     * @param token after all of this part
     */
    record Part(List<? extends TrackedEventMessage<?>> events, long count, TrackingToken token) {}
}
