package io.atalaya.app.axon;

import io.atalaya.kernel.messaging.AppendedPositions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * Axon's JDBC engine, which also tells where in the log the events that it appends have ended up: clients and devices are
 * given that position. One statement per append, as before.
 */
abstract class PositionedEventStorageEngine extends JdbcEventStorageEngine {
    private static final PostgresErrors POSTGRES = new PostgresErrors();
    private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();

    private final TransactionManager transactions;
    private final ConnectionProvider connections;
    private final AppendedPositions positions;

    PositionedEventStorageEngine(
            Builder builder,
            TransactionManager transactions,
            ConnectionProvider connections,
            AppendedPositions positions) {
        super(builder);
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
                    Map<EventMessage<?>, Long> appended = insert(connection, events, serializer);
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
                throw translate("append events", failure);
            }
        });
    }

    /** None is ever taken, so none need be asked for each time that an aggregate is loaded. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    static DataAccessException translate(String task, SQLException failure) {
        DataAccessException translated = TRANSLATOR.translate(task, null, failure);
        return translated == null ? new UncategorizedSQLException(task, null, failure) : translated;
    }

    /** @return each event's position in the log */
    abstract Map<EventMessage<?>, Long> insert(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer) throws SQLException;

    /** @param keys a position for each event, in the same order */
    static Map<EventMessage<?>, Long> positions(List<? extends EventMessage<?>> events, ResultSet keys)
            throws SQLException {
        Map<EventMessage<?>, Long> appended = new LinkedHashMap<>();
        for (EventMessage<?> event : events) {
            if (!keys.next()) {
                throw new SQLException("PostgreSQL returned fewer positions than events");
            }
            appended.put(event, keys.getLong(1));
        }
        return appended;
    }
}
