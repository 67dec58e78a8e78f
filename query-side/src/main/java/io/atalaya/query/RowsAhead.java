package io.atalaya.query;

import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.hibernate.Session;
import org.hibernate.SessionCheckMode;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a batch of events is about. As soon as one is changed, all others of its kind are read, in one statement:
 * each would else be asked for by itself.
 */
public final class RowsAhead {
    private static final int UUID_LENGTH = 36;

    private final List<? extends EventMessage<?>> batch;
    private final EntityManager rows;
    private final Set<Class<?>> read = new HashSet<>();

    /** @param rows those of the transaction in which the batch is handled */
    public RowsAhead(List<? extends EventMessage<?>> batch, EntityManager rows) {
        this.batch = batch;
        this.rows = rows;
    }

    /** Has the rows of that kind in memory from now on. */
    void readAllLike(ReadModel row) {
        if (batch.size() > 1 && read.add(row.getClass())) {
            List<UUID> aggregates = batch.stream()
                    .<@Nullable UUID>map(RowsAhead::aggregate)
                    .filter(id -> id != null)
                    .distinct()
                    .toList();
            rows.unwrap(Session.class).findMultiple(row.getClass(), aggregates, SessionCheckMode.ENABLED);
        }
    }

    private static @Nullable UUID aggregate(EventMessage<?> event) {
        if (event instanceof DomainEventMessage<?> decided
                && decided.getAggregateIdentifier().length() == UUID_LENGTH) {
            try {
                return UUID.fromString(decided.getAggregateIdentifier());
            } catch (IllegalArgumentException otherName) {
                return null;
            }
        }
        return null;
    }
}
