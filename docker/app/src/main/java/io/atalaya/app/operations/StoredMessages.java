package io.atalaya.app.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Rows of the domain log as Axon would give them to a processor that has left nothing out. */
final class StoredMessages {
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    StoredMessages(Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** @param row with the columns of {@link io.atalaya.query.audit.chain.LogRows#COLUMNS} */
    Stream<TrackedEventMessage<?>> read(ResultSet row) throws SQLException {
        TrackedEventData<byte[]> stored = new TrackedDomainEventData<>(
                token(row.getLong("global_index")),
                new GenericDomainEventEntry<>(
                        row.getString("log_type"),
                        row.getString("aggregate_identifier"),
                        row.getLong("sequence_number"),
                        row.getString("event_identifier"),
                        row.getString("time_stamp"),
                        row.getString("payload_type"),
                        row.getString("payload_revision"),
                        row.getBytes("log_payload"),
                        row.getBytes("meta_data")));
        return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(stored), serializer, upcasters)
                .map(event -> event);
    }

    static GapAwareTrackingToken token(long position) {
        return GapAwareTrackingToken.newInstance(position, List.of());
    }
}
