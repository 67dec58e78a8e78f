package io.atalaya.app.axon;

import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * One follower's way through the telemetry log. Each batch comes in as many parts as there are partitions, all with the
 * same token, which Axon therefore handles together or not at all. After a batch the follower is made to wait, the longer
 * the more it held: a transaction costs much the same whether it is about ten readings or a thousand.
 */
final class ReportStream implements BlockingStream<TrackedEventMessage<?>> {
    static final int PARTITIONS = 4;

    private static final long PAUSE_PER_READING_NANOS = 160_000;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReportSource source;
    private final long longestPauseNanos;
    private final Queue<TrackedEventMessage<?>> parts = new ArrayDeque<>();
    private @Nullable GapAwareTrackingToken reached;
    private long notBefore = System.nanoTime();
    private long lookedAt = notBefore - LOOK_EVERY_NANOS;

    ReportStream(ReportSource source, @Nullable TrackingToken token, Duration longestPause) {
        this.source = source;
        this.reached = (GapAwareTrackingToken) token;
        this.longestPauseNanos = longestPause.toNanos();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return Optional.ofNullable(parts.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (parts.isEmpty()) {
            long now = System.nanoTime();
            if (notBefore - now > 0) {
                if (now - deadline >= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(notBefore, deadline) - now);
            } else if (!fill(now)) {
                if (now - deadline >= 0) {
                    return false;
                }
                source.recent().awaitBeyond(position(), Math.min(deadline - now, LOOK_EVERY_NANOS));
            }
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        TrackedEventMessage<?> next = parts.poll();
        if (next == null) {
            throw new NoSuchElementException("There is no next report");
        }
        return next;
    }

    private long position() {
        return reached == null ? -1 : reached.getIndex();
    }

    private boolean fill(long now) {
        ReportSource.Following following = null;
        if (reached != null && reached.hasGaps() && now - lookedAt > LOOK_EVERY_NANOS) {
            // What is missing may be committed later than what followed it, however much follows.
            lookedAt = now;
            following = source.fromLog(reached);
        } else if (source.recent().head() > position()) {
            following = source.after(reached);
        }
        if (following == null) {
            return false;
        }
        reached = following.token();
        source.recent().followed(this, reached.getIndex());
        divide(following);
        int readings = following.readings();
        boolean moreIsThere =
                readings >= ReportSource.MAX_READINGS / 2 && source.recent().head() > position();
        notBefore = moreIsThere ? now : now + Math.min(longestPauseNanos, readings * PAUSE_PER_READING_NANOS);
        return true;
    }

    private void divide(ReportSource.Following following) {
        List<List<EventMessage<ReadingsRecorded>>> divided = new ArrayList<>(PARTITIONS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            divided.add(new ArrayList<>());
        }
        for (EventMessage<ReadingsRecorded> report : following.reports()) {
            int partition = Math.floorMod(report.getPayload().deviceId().hashCode(), PARTITIONS);
            divided.get(partition).add(report);
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<EventMessage<ReadingsRecorded>> reports = divided.get(partition);
            if (!reports.isEmpty()) {
                EventMessage<ReadingsRecorded> last = reports.getLast();
                parts.add(new GenericTrackedEventMessage<>(
                        following.token(),
                        new GenericEventMessage<>(
                                last.getIdentifier(),
                                new ReportBatch(partition, reports),
                                last.getMetaData(),
                                last.getTimestamp())));
            }
        }
    }

    @Override
    public void close() {
        parts.clear();
        source.recent().leaves(this);
    }
}
