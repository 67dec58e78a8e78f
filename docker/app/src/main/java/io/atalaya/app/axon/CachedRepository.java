package io.atalaya.app.axon;

import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.LockAwareAggregate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads of an aggregate's history only what this node does not know yet. Axon's own caching repository takes what it has
 * for the present state, which is wrong as soon as another node has decided something.
 */
final class CachedRepository<T> extends EventSourcingRepository<T> {
    private final EventStore log;
    private final AggregateCache cache;

    CachedRepository(Builder<T> builder, EventStore log, AggregateCache cache) {
        super(builder);
        this.log = log;
        this.cache = cache;
    }

    /** Nobody else has it before the unit of work is over: each aggregate has a lock. */
    @Override
    protected EventSourcedAggregate<T> doLoadWithLock(String id, Long expectedVersion) {
        EventSourcedAggregate<T> known = cache.take(id, getAggregateType());
        if (known == null) {
            return super.doLoadWithLock(id, expectedVersion);
        }
        DomainEventStream since = log.readEvents(id, known.version() + 1);
        if (since.hasNext() || since.getLastSequenceNumber() != null) {
            known.initializeState(since);
        }
        if (known.isDeleted()) {
            throw new AggregateDeletedException(id);
        }
        return known;
    }

    @Override
    protected void doSaveWithLock(EventSourcedAggregate<T> aggregate) {
        super.doSaveWithLock(aggregate);
        CurrentUnitOfWork.get().root().afterCommit(committed -> giveBack(committed, aggregate));
    }

    /**
     * Unless one of the units of work that used it was rolled back, or the transaction is somebody else's and still open: then
     * it may have more to it than is stored.
     */
    private void giveBack(UnitOfWork<?> committed, EventSourcedAggregate<T> aggregate) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return;
        }
        LockAwareAggregate<T, EventSourcedAggregate<T>> managed =
                managedAggregates(committed).get(aggregate.identifierAsString());
        if (managed != null && managed.getWrappedAggregate() == aggregate) {
            cache.giveBack(aggregate);
        }
    }
}
