package io.atalaya.app.operations;

import io.atalaya.app.operations.ProjectionHandlers.Handlers;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the live projection has left nothing out, the log is read as what is settled. From there on it is read as by
 * everybody who follows it, with an eye on events that come late.
 */
final class DomainLogReading implements LogReading {
    private final SettledLog settledLog;
    private final EventStorageEngine log;
    private final Handlers handlers;
    private final long settled;
    private @Nullable GapAwareTrackingToken reached;

    /**
     * @param reached {@code null} for the log's begin
     * @param settled the position up to which the live projection has left nothing out
     */
    DomainLogReading(
            SettledLog settledLog,
            EventStorageEngine log,
            Handlers handlers,
            @Nullable TrackingToken reached,
            long settled) {
        this.settledLog = settledLog;
        this.log = log;
        this.handlers = handlers;
        this.reached = (GapAwareTrackingToken) reached;
        this.settled = settled;
    }

    @Override
    public @Nullable Part next() {
        GapAwareTrackingToken from = reached;
        long index = from == null ? 0 : from.getIndex();
        Part part =
                index < settled && (from == null || !from.hasGaps()) ? settledLog.after(index, settled) : newest(from);
        if (part != null) {
            reached = (GapAwareTrackingToken) part.token();
        }
        return part;
    }

    private @Nullable Part newest(@Nullable GapAwareTrackingToken from) {
        List<? extends TrackedEventMessage<?>> all;
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(from, false)) {
            all = events.limit(SettledLog.EVENTS_PER_PART).toList();
        }
        if (all.isEmpty()) {
            return null;
        }
        List<TrackedEventMessage<?>> events = handlers.parsed(all.stream());
        return new Part(events, events.size(), all.getLast().trackingToken());
    }
}
