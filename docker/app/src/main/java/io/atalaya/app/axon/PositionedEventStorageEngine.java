package io.atalaya.app.axon;

import io.atalaya.kernel.messaging.AppendedPositions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * Axon's JDBC engine, which also tells where in the log the events that it appends have ended up: clients and devices are
 * given that position. One statement per append, as before.
 */
class PositionedEventStorageEngine extends JdbcEventStorageEngine {
    private static final PostgresErrors POSTGRES = new PostgresErrors();
    private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();

    private final EventSchema schema;
    private final TransactionManager transactions;
    private final ConnectionProvider connections;
    private final AppendedPositions positions;

    PositionedEventStorageEngine(
            Builder builder,
            EventSchema schema,
            TransactionManager transactions,
            ConnectionProvider connections,
            AppendedPositions positions) {
        super(builder);
        this.schema = schema;
        this.transactions = transactions;
        this.connections = connections;
        this.positions = positions;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        transactions.executeInTransaction(() -> {
            try {
                Connection connection = connections.getConnection();
                try {
                    Map<String, Long> appended = insert(connection, events, serializer);
                    CurrentUnitOfWork.ifStarted(unitOfWork -> positions.appended(unitOfWork, appended));
                } finally {
                    // The unit of work's connection ignores this; one of our own goes back to the pool.
                    connection.close();
                }
            } catch (SQLException failure) {
                if (POSTGRES.isDuplicateKeyViolation(failure)) {
                    handlePersistenceException(failure, events.getFirst());
                }
                // So that a deadlock is recognised as one and tried again, and a lost connection answered as one.
                throw translate(failure);
            }
        });
    }

    /** None is ever taken, so none need be asked for each time that an aggregate is loaded. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    private static DataAccessException translate(SQLException failure) {
        DataAccessException translated = TRANSLATOR.translate("append events", null, failure);
        return translated == null ? new UncategorizedSQLException("append events", null, failure) : translated;
    }

    /** @return each event's position in the log, by event id */
    Map<String, Long> insert(Connection connection, List<? extends EventMessage<?>> events, Serializer serializer)
            throws SQLException {
        String sql = "insert into " + schema.domainEventTable() + " (" + schema.domainEventFields()
                + ") values (?,?,?,?,?,?,?,?,?)";
        try (PreparedStatement statement =
                connection.prepareStatement(sql, new String[] {schema.globalIndexColumn()})) {
            for (EventMessage<?> message : events) {
                DomainEventMessage<?> event = asDomainEvent(message);
                SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
                SerializedObject<byte[]> metadata = event.serializeMetaData(serializer, byte[].class);
                statement.setString(1, event.getIdentifier());
                statement.setString(2, event.getAggregateIdentifier());
                statement.setLong(3, event.getSequenceNumber());
                statement.setString(4, event.getType());
                writeTimestamp(statement, 5, event.getTimestamp());
                statement.setString(6, payload.getType().getName());
                statement.setString(7, payload.getType().getRevision());
                statement.setBytes(8, payload.getData());
                statement.setBytes(9, metadata.getData());
                statement.addBatch();
            }
            statement.executeBatch();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return positions(events, keys);
            }
        }
    }

    /** @param keys a position for each event, in the same order */
    static Map<String, Long> positions(List<? extends EventMessage<?>> events, ResultSet keys) throws SQLException {
        Map<String, Long> appended = new LinkedHashMap<>();
        for (EventMessage<?> event : events) {
            if (!keys.next()) {
                throw new SQLException("PostgreSQL returned fewer positions than events");
            }
            appended.put(event.getIdentifier(), keys.getLong(1));
        }
        return appended;
    }

    /** An event of no aggregate is stored under its own id. */
    private static DomainEventMessage<?> asDomainEvent(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> domain
                ? domain
                : new GenericDomainEventMessage<>(null, message.getIdentifier(), 0L, message, message::getTimestamp);
    }
}
