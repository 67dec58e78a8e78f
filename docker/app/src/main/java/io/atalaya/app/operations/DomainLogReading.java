package io.atalaya.app.operations;

import io.atalaya.app.operations.ProjectionHandlers.Handlers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Up to where the live projection has left nothing out, nothing can appear any more that was not there: so far the log is
 * read in large parts, without the events that this projection does not handle. From there on it is read as by everybody
 * who follows it, with an eye on events that come late.
 */
final class DomainLogReading implements LogReading {
    private static final int EVENTS_PER_PART = 5_000;
    private static final String PART = "select global_index, event_identifier, type, aggregate_identifier,"
            + " sequence_number, time_stamp, payload_type, payload_revision, payload, meta_data from domain_event"
            + " where global_index > ? and global_index <= ?"
            + " and payload_type || '#' || coalesce(payload_revision, '') <> all (?) order by global_index limit ?";

    private final JdbcClient jdbc;
    private final EventStorageEngine log;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final Handlers handlers;
    /** Type and revision, as they are stored, of events that turned out to be none for this projection. */
    private final Set<String> skipped = new HashSet<>();

    private final long settled;
    private @Nullable GapAwareTrackingToken reached;

    /**
     * @param reached {@code null} for the log's begin
     * @param settled the position up to which the live projection has left nothing out
     */
    DomainLogReading(
            JdbcClient jdbc,
            EventStorageEngine log,
            Serializer serializer,
            EventUpcaster upcasters,
            Handlers handlers,
            @Nullable TrackingToken reached,
            long settled) {
        this.jdbc = jdbc;
        this.log = log;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.handlers = handlers;
        this.reached = (GapAwareTrackingToken) reached;
        this.settled = settled;
    }

    @Override
    public @Nullable Part next() {
        GapAwareTrackingToken from = reached;
        Part part = (from == null ? 0 : from.getIndex()) < settled && (from == null || !from.hasGaps())
                ? settledAfter(from == null ? 0 : from.getIndex())
                : newest(from);
        if (part != null) {
            reached = (GapAwareTrackingToken) part.token();
        }
        return part;
    }

    private Part settledAfter(long position) {
        List<TrackedEventMessage<?>> events = new ArrayList<>(EVENTS_PER_PART);
        ResultSetExtractor<Long> reader = row -> read(row, events);
        long last = jdbc.sql(PART)
                .param(position)
                .param(settled)
                .param(skipped.toArray(String[]::new))
                .param(EVENTS_PER_PART)
                .query(reader);
        return new Part(events, events.size(), token(last));
    }

    /** @return up to where there is nothing else */
    private long read(ResultSet row, List<TrackedEventMessage<?>> events) throws SQLException {
        int rows = 0;
        long index = settled;
        while (row.next()) {
            index = row.getLong("global_index");
            read(row, index, events);
            rows++;
        }
        return rows < EVENTS_PER_PART ? settled : index;
    }

    private void read(ResultSet row, long index, List<TrackedEventMessage<?>> events) throws SQLException {
        String type = row.getString("payload_type");
        String revision = row.getString("payload_revision");
        TrackedEventData<byte[]> stored = new TrackedDomainEventData<>(
                token(index),
                new GenericDomainEventEntry<>(
                        row.getString("type"),
                        row.getString("aggregate_identifier"),
                        row.getLong("sequence_number"),
                        row.getString("event_identifier"),
                        row.getString("time_stamp"),
                        type,
                        revision,
                        row.getBytes("payload"),
                        row.getBytes("meta_data")));
        List<TrackedEventMessage<?>> handled =
                handled(EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(stored), serializer, upcasters));
        if (handled.isEmpty()) {
            skipped.add(type + "#" + (revision == null ? "" : revision));
        }
        events.addAll(handled);
    }

    private @Nullable Part newest(@Nullable GapAwareTrackingToken from) {
        List<? extends TrackedEventMessage<?>> all;
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(from, false)) {
            all = events.limit(EVENTS_PER_PART).toList();
        }
        if (all.isEmpty()) {
            return null;
        }
        List<TrackedEventMessage<?>> events = handled(all.stream());
        return new Part(events, events.size(), all.getLast().trackingToken());
    }

    /** Their payloads are read here, so that this is done while others handle the part before. */
    private List<TrackedEventMessage<?>> handled(Stream<? extends TrackedEventMessage<?>> events) {
        List<TrackedEventMessage<?>> handled = new ArrayList<>();
        events.filter(event -> handlers.canHandle(event.getPayloadType())).forEach(event -> {
            event.getPayload();
            handled.add(event);
        });
        return handled;
    }

    private static GapAwareTrackingToken token(long index) {
        return GapAwareTrackingToken.newInstance(index, List.of());
    }
}
