package io.atalaya.app.axon;

import io.atalaya.command.dispatch.ReadAhead;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.history.StoredEvent;
import io.atalaya.kernel.messaging.AppendedPositions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The engine of the domain log. It seals what it appends, so that a row from elsewhere is known for what it is. */
final class DomainEventStorageEngine extends PositionedEventStorageEngine implements ReadAhead {
    /** All events of an append at once, instead of each bound and executed by itself. */
    private static final String APPEND = "insert into domain_event (event_identifier, aggregate_identifier,"
            + " sequence_number, type, time_stamp, payload_type, payload_revision, payload, meta_data, seal)"
            + " select * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::bytea[], ?::bytea[], ?::bytea[]) returning global_index";

    private static final long NOT_YET = 0;
    private static final int MOST_READ_AHEAD = 2_000;
    static final int EVENTS_PER_READ = 500;
    private static final String READ_AHEAD = "eventsReadAhead";

    private final ConnectionProvider connections;
    private final HistoryKey key;
    private final AggregateCache cache;

    /**
     * The end of a history.
     *
     * @param first the sequence number from which it was read
     * @param events what was there
     */
    private record Tail(long first, List<DomainEventData<?>> events) {
        List<DomainEventData<?>> from(long wanted) {
            return events.stream()
                    .filter(event -> event.getSequenceNumber() >= wanted)
                    .toList();
        }
    }

    DomainEventStorageEngine(
            Builder builder,
            TransactionManager transactions,
            ConnectionProvider connections,
            AppendedPositions positions,
            HistoryKey key,
            AggregateCache cache) {
        super(builder, transactions, connections, positions);
        this.connections = connections;
        this.key = key;
        this.cache = cache;
    }

    @Override
    public void read(Collection<String> aggregateIds) {
        Map<String, Tail> tails = new HashMap<>();
        aggregateIds.forEach(id -> tails.put(id, new Tail(cache.firstUnknown(id), new ArrayList<>())));
        try {
            Connection connection = connections.getConnection();
            try {
                read(connection, tails);
            } finally {
                connection.close();
            }
        } catch (SQLException failure) {
            throw translate("read ahead", failure);
        }
        CurrentUnitOfWork.get().root().resources().put(READ_AHEAD, tails);
    }

    private void read(Connection connection, Map<String, Tail> tails) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select " + domainEventFields()
                + " from unnest(?, ?) wanted (id, first) join domain_event"
                + " on aggregate_identifier = wanted.id and sequence_number >= wanted.first"
                + " order by aggregate_identifier, sequence_number limit " + MOST_READ_AHEAD)) {
            statement.setArray(
                    1, connection.createArrayOf("varchar", tails.keySet().toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", tails.values().stream().map(Tail::first).toArray()));
            int events = 0;
            String last = "";
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    DomainEventData<?> event = getDomainEventData(rows);
                    last = event.getAggregateIdentifier();
                    Objects.requireNonNull(tails.get(last)).events().add(event);
                    events++;
                }
            }
            if (events == MOST_READ_AHEAD) {
                // It may go on behind the limit, and nothing is known of those that would have come after it.
                tails.remove(last);
                tails.values().removeIf(tail -> tail.events().isEmpty());
            }
        }
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return CurrentUnitOfWork.map(unitOfWork -> unitOfWork.root().<Map<String, Tail>>getResource(READ_AHEAD))
                .map(tails -> tails.get(aggregateIdentifier))
                .filter(tail -> tail.first() <= firstSequenceNumber)
                .<List<? extends DomainEventData<?>>>map(tail -> tail.from(firstSequenceNumber))
                .orElseGet(() -> super.fetchDomainEvents(aggregateIdentifier, firstSequenceNumber, batchSize));
    }

    /** @return what follows in the log, {@value EVENTS_PER_READ} events at most; empty at its end */
    List<TrackedEventMessage<?>> eventsAfter(@Nullable GapAwareTrackingToken token) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        fetchTrackedEvents(token, EVENTS_PER_READ).stream(), getEventSerializer(), upcasterChain)
                .toList();
    }

    @Override
    Map<EventMessage<?>, Long> insert(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer) throws SQLException {
        List<StoredEvent> stored = events.stream()
                .map(message -> stored(asDomainEvent(message), serializer))
                .toList();
        try (PreparedStatement append = connection.prepareStatement(APPEND)) {
            append.setArray(1, texts(connection, stored, StoredEvent::id));
            append.setArray(2, texts(connection, stored, StoredEvent::aggregateId));
            append.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            stored.stream().map(StoredEvent::aggregateSequence).toArray(Long[]::new)));
            append.setArray(4, texts(connection, stored, StoredEvent::aggregateType));
            append.setArray(5, texts(connection, stored, StoredEvent::recordedAt));
            append.setArray(6, texts(connection, stored, StoredEvent::payloadType));
            append.setArray(7, texts(connection, stored, StoredEvent::revision));
            append.setArray(8, bytes(connection, stored, StoredEvent::payload));
            append.setArray(9, bytes(connection, stored, StoredEvent::metadata));
            append.setArray(10, bytes(connection, stored, key::seal));
            try (ResultSet keys = append.executeQuery()) {
                return positions(events, keys);
            }
        }
    }

    private static Array texts(
            Connection connection, List<StoredEvent> events, Function<StoredEvent, @Nullable String> field)
            throws SQLException {
        return connection.createArrayOf("text", events.stream().map(field).toArray(String[]::new));
    }

    private static Array bytes(Connection connection, List<StoredEvent> events, Function<StoredEvent, byte[]> field)
            throws SQLException {
        return connection.createArrayOf("bytea", events.stream().map(field).toArray(byte[][]::new));
    }

    @Override
    @SuppressWarnings("unchecked") // what is stored is bytes
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, GapAwareTrackingToken previous)
            throws SQLException {
        TrackedEventData<?> event = super.getTrackedEventData(row, previous);
        long position = row.getLong(schema().globalIndexColumn());
        boolean isLate = event.trackingToken().position().orElse(position) != position;
        return isLate ? new LateEvent(event.trackingToken(), (DomainEventData<byte[]>) event, position) : event;
    }

    private static StoredEvent stored(DomainEventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        return new StoredEvent(
                NOT_YET,
                event.getIdentifier(),
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                DateTimeUtils.formatInstant(event.getTimestamp()),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                event.serializeMetaData(serializer, byte[].class).getData());
    }

    /** An event of no aggregate is stored under its own id. */
    private static DomainEventMessage<?> asDomainEvent(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> domain
                ? domain
                : new GenericDomainEventMessage<>(null, message.getIdentifier(), 0L, message, message::getTimestamp);
    }
}
