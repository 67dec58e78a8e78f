package io.atalaya.app.operations;

import io.atalaya.app.operations.ProjectionHandlers.Handlers;
import io.atalaya.kernel.access.TenantScope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Reads the domain log from where a rebuild is to its end, and has the projection fill the second generation. */
@Component
class GenerationFiller {
    private static final int EVENTS_PER_TRANSACTION = 500;

    private final EventStorageEngine log;
    private final TransactionManager transactions;
    private final SecondGeneration generation;
    private final RebuildTable rebuilds;
    private final ProjectionHandlers projections;
    private final JdbcClient jdbc;

    GenerationFiller(
            EventStorageEngine log,
            TransactionManager transactions,
            SecondGeneration generation,
            RebuildTable rebuilds,
            ProjectionHandlers projections,
            JdbcClient jdbc) {
        this.log = log;
        this.transactions = transactions;
        this.generation = generation;
        this.rebuilds = rebuilds;
        this.projections = projections;
        this.jdbc = jdbc;
    }

    /**
     * @param from {@code null} for the log's begin
     * @return where it has come; {@code null} if the log is empty
     * @throws EventNotHandled if the projection fails at an event that is not among the dead letters
     */
    @Nullable
    TrackingToken fill(String processor, @Nullable TrackingToken from) {
        Handlers handlers = projections.of(processor);
        TrackingToken reached = from;
        while (true) {
            List<? extends TrackedEventMessage<?>> batch = next(reached);
            if (batch.isEmpty()) {
                return reached;
            }
            Set<String> putAside = putAside(processor);
            try {
                handle(processor, handlers, batch, putAside);
                reached = batch.getLast().trackingToken();
            } catch (EventNotHandled failure) {
                // The live projection may just have put it aside.
                if (putAside(processor).equals(putAside)) {
                    throw failure;
                }
            }
        }
    }

    private List<? extends TrackedEventMessage<?>> next(@Nullable TrackingToken reached) {
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(reached, false)) {
            return events.limit(EVENTS_PER_TRANSACTION).toList();
        }
    }

    /** What the live projection could not handle either is left to whoever decides about it. */
    private Set<String> putAside(String processor) {
        return new HashSet<>(jdbc.sql("select event_identifier from dead_letter_entry where processing_group = :group")
                .param("group", processor)
                .query(String.class)
                .list());
    }

    private void handle(
            String processor, Handlers handlers, List<? extends TrackedEventMessage<?>> batch, Set<String> putAside) {
        BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(List.copyOf(batch));
        unitOfWork.attachTransaction(this::begin);
        unitOfWork.onPrepareCommit(
                committing -> rebuilds.reached(processor, batch.getLast().trackingToken(), batch.size()));
        var result = unitOfWork.executeWithResult(
                () -> {
                    TrackedEventMessage<?> event = unitOfWork.getMessage();
                    if (!putAside.contains(event.getIdentifier())) {
                        handlers.handle(event);
                    }
                    return event;
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw failure(result.exceptionResult(), unitOfWork.getMessage());
        }
    }

    private Transaction begin() {
        return TenantScope.everyTenant(() -> {
            Transaction transaction = transactions.startTransaction();
            try {
                generation.takeTheLiveOnesPlace();
            } catch (RuntimeException failure) {
                transaction.rollback();
                throw failure;
            }
            return transaction;
        });
    }

    private static RuntimeException failure(Throwable cause, TrackedEventMessage<?> event) {
        return switch (cause) {
            case TransientDataAccessException passing -> passing;
            case DataAccessResourceFailureException away -> away;
            case TransactionException away -> away;
            default -> new EventNotHandled(event.trackingToken().position().orElse(0), cause);
        };
    }
}
