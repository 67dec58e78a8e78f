package io.atalaya.app.operations;

import io.atalaya.app.operations.LogReading.Part;
import io.atalaya.app.operations.ProjectionHandlers.Handlers;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.history.StoredEvent;
import io.atalaya.query.audit.AuditProjection;
import io.atalaya.query.audit.chain.AuditEntry;
import io.atalaya.query.audit.chain.EventFields;
import io.atalaya.query.audit.chain.LogRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * For the audit trail. It takes events as they are stored and not as what they mean, so an event that has its link comes as
 * the trail's row, made while the part before is being written; nobody parses it, and nobody reads it from the log again.
 */
final class ChainedEvents implements SettledLog {
    static final String PROCESSOR = AuditProjection.PROCESSING_GROUP;

    /** Links are looked up one by one: PostgreSQL might compare each event of a part with each link. */
    private static final String PART = "select " + LogRows.COLUMNS + ", link.tenant_id, link.sequence"
            + " from domain_event log left join lateral (select tenant_id, sequence from audit_link"
            + " where position = log.global_index offset 0) link on true"
            + " where log.global_index > :position and log.global_index <= :upto order by log.global_index limit "
            + EVENTS_PER_PART;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final StoredMessages messages;
    private final Handlers handlers;

    ChainedEvents(JdbcClient jdbc, TransactionOperations transaction, StoredMessages messages, Handlers handlers) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.messages = messages;
        this.handlers = handlers;
    }

    /** Links are shown to nobody but whoever they are of, and to who builds the trail of all. */
    @Override
    public Part after(long position, long upto) {
        return TenantScope.everyTenant(() -> transaction.execute(status -> read(position, upto)));
    }

    private Part read(long position, long upto) {
        return jdbc.sql(PART)
                .param("position", position)
                .param("upto", upto)
                .query(SettledLog.part(upto, this::chainedOrParsed));
    }

    private List<TrackedEventMessage<?>> chainedOrParsed(ResultSet row) throws SQLException {
        Optional<TrackedEventMessage<?>> chained = chained(row);
        return chained.isPresent() ? List.of(chained.get()) : handlers.parsed(messages.read(row));
    }

    /**
     * An event that makes no row, or whose link somebody has given to another tenant, goes the way of all others, on which dead
     * letters are known.
     */
    private static Optional<TrackedEventMessage<?>> chained(ResultSet row) throws SQLException {
        UUID tenant = row.getObject("tenant_id", UUID.class);
        if (tenant == null) {
            return Optional.empty();
        }
        StoredEvent event = LogRows.read(row);
        if (!EventFields.ownerOf(event.payload()).value().equals(tenant)) {
            return Optional.empty();
        }
        AuditEntry entry;
        try {
            entry = AuditEntry.of(new TenantId(tenant), row.getLong("sequence"), event);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        return Optional.of(new GenericTrackedEventMessage<>(
                StoredMessages.token(event.position()),
                new GenericEventMessage<>(event.id(), entry, MetaData.emptyInstance(), entry.at())));
    }
}
