package io.atalaya.app.operations;

import io.atalaya.app.database.LazyCommit;
import io.atalaya.app.operations.LogReading.Part;
import io.atalaya.app.operations.ProjectionHandlers.Handlers;
import io.atalaya.app.operations.RebuildTable.Run;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.query.RowsAhead;
import io.atalaya.query.WrittenTogether;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Reads the domain log from where a rebuild is to its end, and has the projection fill the second generation. */
@Component
class GenerationFiller {
    private static final int EVENTS_ONE_BY_ONE = 100;
    private static final Logger log = LoggerFactory.getLogger(GenerationFiller.class);

    private final LogReadings logs;
    private final TransactionManager transactions;
    private final SecondGeneration generation;
    private final RebuildTable rebuilds;
    private final ProjectionHandlers projections;
    private final JdbcClient jdbc;
    private final EntityManager rows;

    GenerationFiller(
            LogReadings logs,
            TransactionManager transactions,
            SecondGeneration generation,
            RebuildTable rebuilds,
            ProjectionHandlers projections,
            JdbcClient jdbc,
            EntityManager rows) {
        this.logs = logs;
        this.transactions = transactions;
        this.generation = generation;
        this.rebuilds = rebuilds;
        this.projections = projections;
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * While a part of the log is handled, the next one is read.
     *
     * @param from {@code null} for the log's begin
     * @return where it has come; {@code null} if the log is empty
     * @throws EventNotHandled if the projection fails at an event that is not among the dead letters
     * @throws RebuildCancelled if it has been
     * @throws RebuildTakenOver if somebody else is at it
     */
    @Nullable
    TrackingToken fill(Run run, @Nullable TrackingToken from) {
        String processor = run.processor();
        Handlers handlers = projections.of(processor);
        LogReading reading = logs.open(processor, handlers, from);
        TrackingToken reached = from;
        try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<@Nullable Part> next = CompletableFuture.supplyAsync(reading::next, reader);
            for (Part part = read(next); part != null; part = read(next)) {
                next = CompletableFuture.supplyAsync(reading::next, reader);
                handle(run, handlers, part);
                reached = part.token();
            }
        }
        return reached;
    }

    private static @Nullable Part read(CompletableFuture<@Nullable Part> next) {
        try {
            return next.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private void handle(Run run, Handlers handlers, Part part) {
        try {
            Set<String> putAside = putAside(run.processor());
            WrittenTogether.during(new RowsAhead(part.events(), rows), () -> {
                handle(run, handlers, part, putAside);
                return true;
            });
        } catch (EventNotHandled somewhere) {
            log.info("Handling events up to {} one by one, to see where it fails", part.token(), somewhere);
            oneByOne(run, handlers, part);
        }
    }

    private void oneByOne(Run run, Handlers handlers, Part part) {
        for (int begin = 0; begin < part.events().size(); begin += EVENTS_ONE_BY_ONE) {
            int end = Math.min(begin + EVENTS_ONE_BY_ONE, part.events().size());
            List<? extends TrackedEventMessage<?>> few = part.events().subList(begin, end);
            boolean last = end == part.events().size();
            Part slice = new Part(
                    few,
                    part.count() * few.size() / part.events().size(),
                    last ? part.token() : few.getLast().trackingToken());
            boolean done = false;
            while (!done) {
                Set<String> putAside = putAside(run.processor());
                try {
                    handle(run, handlers, slice, putAside);
                    done = true;
                } catch (EventNotHandled failure) {
                    // The live projection may just have put it aside.
                    if (putAside(run.processor()).equals(putAside)) {
                        throw failure;
                    }
                }
            }
        }
    }

    /** What the live projection could not handle either is left to whoever decides about it. */
    private Set<String> putAside(String processor) {
        return new HashSet<>(jdbc.sql("select event_identifier from dead_letter_entry where processing_group = :group")
                .param("group", processor)
                .query(String.class)
                .list());
    }

    private void handle(Run run, Handlers handlers, Part part, Set<String> putAside) {
        List<TrackedEventMessage<?>> events = new ArrayList<>(part.events());
        events.removeIf(event -> putAside.contains(event.getIdentifier()));
        if (events.isEmpty()) {
            Transaction transaction = begin();
            try {
                rebuilds.reached(run, part.token(), part.count());
            } catch (RuntimeException failure) {
                transaction.rollback();
                throw failure;
            }
            transaction.commit();
            return;
        }
        BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(events);
        unitOfWork.attachTransaction(this::begin);
        unitOfWork.onPrepareCommit(committing -> rebuilds.reached(run, part.token(), part.count()));
        var result = unitOfWork.executeWithResult(
                () -> {
                    TrackedEventMessage<?> event = unitOfWork.getMessage();
                    handlers.handle(event);
                    return event;
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw failure(result.exceptionResult(), unitOfWork.getMessage());
        }
    }

    /** Its commit need not wait for the disk: rows and token are of the same transaction. */
    private Transaction begin() {
        return TenantScope.everyTenant(() -> {
            Transaction transaction = LazyCommit.during(transactions::startTransaction);
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
            case RebuildCancelled cancelled -> cancelled;
            case RebuildTakenOver elsewhere -> elsewhere;
            case TransientDataAccessException passing -> passing;
            case DataAccessResourceFailureException away -> away;
            case TransactionException away -> away;
            default -> new EventNotHandled(event.trackingToken().position().orElse(0), cause);
        };
    }
}
