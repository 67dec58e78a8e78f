package io.atalaya.command.telemetry;

import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one writer of a node's reports (group commit). While one transaction commits, the reports that arrive wait in a
 * bounded queue; the next transaction takes them all. A report is answered only after its commit.
 */
@Component
class TelemetryWriter implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TelemetryWriter.class);
    private static final long IDLE_CHECK_MS = 200;

    private final TelemetryLog telemetryLog;
    private final ReportNames names;
    private final int maxReportsPerCommit;
    private final BlockingQueue<Pending> queue;
    private volatile @Nullable Thread writer;

    TelemetryWriter(TelemetryLog telemetryLog, ReportNames names, IngestionSettings settings) {
        this.telemetryLog = telemetryLog;
        this.names = names;
        this.maxReportsPerCommit = settings.maxReportsPerCommit();
        this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
    }

    /**
     * @return the report's position in the telemetry log, or {@link Outcome#DUPLICATE}, once durable
     * @throws Rejection if too many reports are waiting already
     */
    CompletableFuture<Outcome> submit(EventMessage<ReadingsRecorded> report) {
        Pending pending = new Pending(report, new CompletableFuture<>());
        boolean taken = writer != null && queue.offer(pending);
        // If the writer stopped meanwhile, nobody would answer: unless it took the report after all, refuse it.
        if (!taken || (writer == null && queue.remove(pending))) {
            throw Rejection.of(
                    Rejection.Code.INGESTION_OVERLOADED, "Too many reports are waiting; send it again later");
        }
        return pending.outcome();
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::write, "telemetry-writer");
        writer = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = writer;
        writer = null;
        if (thread != null) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts before the web server and stops after it, so that whatever was let in is still written. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 4096;
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    private void write() {
        List<Pending> batch = new ArrayList<>(maxReportsPerCommit);
        while (writer != null || !queue.isEmpty()) {
            try {
                Pending first = queue.poll(IDLE_CHECK_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, maxReportsPerCommit - 1);
                    append(batch);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                batch.clear();
            }
        }
    }

    /** If a batch cannot be stored, each report is tried alone, so that one bad report does not take others with it. */
    private void append(List<Pending> batch) {
        try {
            tryAppend(batch);
        } catch (RuntimeException failure) {
            if (batch.size() > 1) {
                log.warn("{} reports could not be appended together; trying them one by one", batch.size(), failure);
                batch.forEach(pending -> append(List.of(pending)));
            } else {
                batch.getFirst().outcome().completeExceptionally(failure);
            }
        } catch (Error failure) {
            // The writer is needed as long as the process lives; who waits must be told.
            log.error("{} reports could not be appended", batch.size(), failure);
            batch.forEach(pending -> pending.outcome().completeExceptionally(failure));
        }
    }

    private void tryAppend(List<Pending> batch) {
        Map<String, Long> positions = telemetryLog.append(() -> {
            Set<String> claimed = names.claim(batch.stream()
                    .map(Pending::report)
                    .filter(report -> report.getPayload().messageId() != null)
                    .toList());
            return batch.stream()
                    .map(Pending::report)
                    .filter(report ->
                            report.getPayload().messageId() == null || claimed.contains(report.getIdentifier()))
                    .toList();
        });
        for (Pending pending : batch) {
            Long position = positions.get(pending.report().getIdentifier());
            pending.outcome().complete(position == null ? Outcome.DUPLICATE : new Outcome(position));
        }
    }

    /** @param position in the telemetry log; {@code null} if the report had been stored before */
    record Outcome(@Nullable Long position) {
        static final Outcome DUPLICATE = new Outcome(null);
    }

    private record Pending(EventMessage<ReadingsRecorded> report, CompletableFuture<Outcome> outcome) {}
}
