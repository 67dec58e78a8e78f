package io.atalaya.app.operations;

import io.atalaya.app.operations.RebuildTable.Run;
import io.atalaya.app.operations.RebuildTable.State;
import io.atalaya.app.operations.RebuildView.Phase;
import io.atalaya.contract.operation.event.OperationEvent;
import io.atalaya.contract.operation.event.ProjectionRebuildFailed;
import io.atalaya.contract.operation.event.ProjectionRebuilt;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.messaging.SystemMetadata;
import io.atalaya.query.consistency.ReadModelProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Builds a read model anew while it is in use: fills a second generation from the log, and when that has come at least as
 * far as the live one, makes its rows the live ones, in one transaction with the tokens from which the live projection
 * then goes on. Only rows are written: no other effect of an event is repeated.
 */
@Component
class Rebuilder {
    private static final Logger log = LoggerFactory.getLogger(Rebuilder.class);
    private static final String PART = "rebuild";
    private static final int LOOKS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BRIEFLY = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RebuildTable rebuilds;
    private final SecondGeneration generation;
    private final GenerationFiller filler;
    private final LogReadings logs;
    private final LiveTokens liveTokens;
    private final ReadModelProgress progress;
    private final TransactionOperations transaction;
    private final EventGateway events;

    Rebuilder(
            RebuildTable rebuilds,
            SecondGeneration generation,
            GenerationFiller filler,
            LogReadings logs,
            LiveTokens liveTokens,
            ReadModelProgress progress,
            TransactionOperations transaction,
            EventGateway events) {
        this.rebuilds = rebuilds;
        this.generation = generation;
        this.filler = filler;
        this.logs = logs;
        this.liveTokens = liveTokens;
        this.progress = progress;
        this.transaction = transaction;
        this.events = events;
    }

    /** Goes on where the rebuild was when it was stopped, if it was. */
    void run(String processor) {
        Run run = rebuilds.takeUp(processor);
        State state = rebuilds.find(processor).orElse(null);
        List<String> tables = ReadModelTables.OF.get(processor);
        if (state == null || tables == null) {
            return;
        }
        if (state.phase() != Phase.RUNNING) {
            if (state.hasTables()) {
                forget(processor, tables);
            }
            return;
        }
        try {
            if (!state.hasTables()) {
                inTransaction(() -> {
                    rebuilds.begun(run);
                    generation.begin(processor, tables);
                    return true;
                });
            }
            TrackingToken reached = filler.fill(run, state.hasTables() ? state.token() : null);
            if (state.checkOnly()) {
                compare(run, tables, reached);
            } else {
                goLive(run, tables, reached);
            }
        } catch (RebuildTakenOver elsewhere) {
            log.info("Another node goes on with the rebuild of {}", processor);
        } catch (EventNotHandled failure) {
            log.error("The read model {} cannot be built anew", processor, failure);
            fail(run, failure, failure.position());
        } catch (RebuildCancelled cancelled) {
            log.info("The rebuild of {} is not wanted any more", processor);
            forget(processor, tables);
        }
    }

    /** Whatever it was, it has happened too often. */
    void giveUp(String processor, @Nullable Throwable cause) {
        log.error("The rebuild of {} has failed too often and is given up", processor, cause);
        rebuilds.find(processor)
                .ifPresent(state -> fail(
                        state.run(),
                        cause == null ? new IllegalStateException("Its node ended") : cause,
                        Math.max(0, state.position())));
    }

    private void fail(Run run, Throwable cause, long position) {
        String processor = run.processor();
        String failure = cause instanceof EventNotHandled
                ? String.valueOf(cause.getMessage())
                : NestedExceptionUtils.getMostSpecificCause(cause).toString();
        inTransaction(() -> {
            if (rebuilds.failed(run, failure)) {
                record(new ProjectionRebuildFailed(Platform.TENANT, processor, position));
            }
            return true;
        });
        if (rebuilds.find(processor).map(State::hasTables).orElse(false)) {
            forget(processor, ReadModelTables.OF.getOrDefault(processor, List.of()));
        }
    }

    private void forget(String processor, List<String> tables) {
        inTransaction(() -> {
            if (rebuilds.isOver(processor)) {
                generation.end(processor, tables);
            }
            return true;
        });
    }

    private void goLive(Run run, List<String> tables, @Nullable TrackingToken token) {
        TrackingToken reached = token;
        inTransaction(() -> {
            generation.makeRoom(tables);
            return true;
        });
        // So that what is merely on its way to the live rows is no difference.
        awaitLive(run.processor(), reached, BRIEFLY);
        while (!tookOver(run, tables, reached)) {
            reached = filler.fill(run, reached);
        }
    }

    /** @return false if the live projection has come further meanwhile */
    private boolean tookOver(Run run, List<String> tables, @Nullable TrackingToken reached) {
        String processor = run.processor();
        return inTransaction(() -> {
            if (!liveTokens.areCoveredBy(processor, reached)) {
                return false;
            }
            logs.requireWhole(processor);
            rebuilds.requireFilled(processor);
            long differences = generation.goLive(tables);
            liveTokens.replace(processor, reached);
            complete(run, tables, false, differences);
            return true;
        });
    }

    /**
     * Both generations move on, and never quite together. A row that is on its way to the live one is no longer different
     * at another look; one that is wrong remains so.
     */
    private void compare(Run run, List<String> tables, @Nullable TrackingToken token) {
        TrackingToken reached = token;
        long differences = Long.MAX_VALUE;
        for (int look = 0; look < LOOKS && differences > 0; look++) {
            reached = filler.fill(run, reached);
            awaitLive(run.processor(), reached, PATIENCE);
            differences = Math.min(differences, inTransaction(() -> {
                rebuilds.requireFilled(run.processor());
                return generation.differences(tables);
            }));
        }
        long found = differences;
        inTransaction(() -> {
            complete(run, tables, true, found);
            return true;
        });
    }

    private void awaitLive(String processor, @Nullable TrackingToken reached, Duration atMost) {
        long position = reached == null ? 0 : reached.position().orElse(0);
        long end = System.nanoTime() + atMost.toNanos();
        while (!progress.hasReached(processor, position) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void complete(Run run, List<String> tables, boolean checkOnly, long differences) {
        String processor = run.processor();
        rebuilds.completed(run, differences);
        generation.end(processor, tables);
        long handled = rebuilds.find(processor).map(State::events).orElse(0L);
        record(new ProjectionRebuilt(Platform.TENANT, processor, checkOnly, handled, differences));
    }

    private void record(OperationEvent event) {
        events.publish(GenericEventMessage.<OperationEvent>asEventMessage(event)
                .andMetaData(SystemMetadata.of(Platform.TENANT, PART)));
    }

    private <R> R inTransaction(Supplier<R> work) {
        return TenantScope.everyTenant(() -> transaction.execute(status -> work.get()));
    }
}
