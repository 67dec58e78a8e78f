package io.atalaya.app.axon;

import io.atalaya.contract.telemetry.ReportBatch;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The telemetry log as its followers read it: in {@link ReportBatch batches}, from memory
 * where this node has just appended the reports itself, from PostgreSQL otherwise. One thread looks for what other nodes
 * append.
 */
public final class ReportSource implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReportSource.class);
    private static final long LOOK_EVERY_MS = 100;
    static final int MAX_READINGS = 15_000;

    private final EventStorageEngine engine;
    private final RecentReports recent;
    private volatile @Nullable Thread watcher;

    ReportSource(EventStorageEngine engine, RecentReports recent) {
        this.engine = engine;
        this.recent = recent;
    }

    /**
     * @param longestPause how long batches may be gathered while much arrives; a lone report is handed on at once
     */
    StreamableMessageSource<TrackedEventMessage<?>> paced(Duration longestPause) {
        return new StreamableMessageSource<>() {
            @Override
            public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
                return new ReportStream(ReportSource.this, token, longestPause);
            }

            @Override
            public TrackingToken createTailToken() {
                return engine.createTailToken();
            }

            @Override
            public TrackingToken createHeadToken() {
                return engine.createHeadToken();
            }

            @Override
            public TrackingToken createTokenAt(Instant dateTime) {
                return engine.createTokenAt(dateTime);
            }
        };
    }

    /** The position of the newest report in the log; -1 if there is none. */
    long head() {
        TrackingToken head = engine.createHeadToken();
        return head == null ? -1 : head.position().orElse(-1);
    }

    RecentReports recent() {
        return recent;
    }

    /**
     * @param token where to begin; {@code null} for the begin of the log
     * @return what follows, with the token after its last report; {@code null} if that is nothing
     */
    @Nullable
    Following after(@Nullable GapAwareTrackingToken token) {
        if (token != null) {
            List<RecentReports.Recent> reports = recent.after(token.getIndex(), MAX_READINGS);
            if (reports != null) {
                return reports.isEmpty() ? null : fromMemory(token, reports);
            }
        }
        return fromLog(token);
    }

    private static Following fromMemory(GapAwareTrackingToken token, List<RecentReports.Recent> reports) {
        List<EventMessage<ReadingsRecorded>> messages = new ArrayList<>(reports.size());
        reports.forEach(report -> messages.add(report.message()));
        // Nothing is missing in between: the token keeps the gaps that it had.
        GapAwareTrackingToken reached =
                GapAwareTrackingToken.newInstance(reports.getLast().position(), token.getGaps());
        return new Following(messages, reached);
    }

    /**
     * For whoever goes through the whole log on his own: what comes next, of all devices in one batch.
     *
     * @param token {@code null} for the begin of the log
     * @return with the token after its last report; {@code null} at the end that the log has now
     */
    public @Nullable TrackedEventMessage<ReportBatch> batchAfter(@Nullable TrackingToken token) {
        Following following = fromLog((GapAwareTrackingToken) token);
        return following == null
                ? null
                : new GenericTrackedEventMessage<>(
                        following.token(), new GenericEventMessage<>(new ReportBatch(0, following.reports())));
    }

    /** Also what fills a gap of the token. */
    @Nullable
    Following fromLog(@Nullable GapAwareTrackingToken token) {
        List<EventMessage<ReadingsRecorded>> messages = new ArrayList<>();
        TrackingToken reached = null;
        int readings = 0;
        try (Stream<? extends TrackedEventMessage<?>> stream = engine.readEvents(token, false)) {
            Iterator<? extends TrackedEventMessage<?>> events = stream.iterator();
            while (readings < MAX_READINGS && events.hasNext()) {
                TrackedEventMessage<?> event = events.next();
                EventMessage<ReadingsRecorded> report = report(event);
                messages.add(report);
                readings += report.getPayload().readings().size();
                reached = event.trackingToken();
            }
        }
        return reached == null ? null : new Following(messages, (GapAwareTrackingToken) reached);
    }

    @SuppressWarnings("unchecked")
    private static EventMessage<ReadingsRecorded> report(TrackedEventMessage<?> event) {
        if (event.getPayload() instanceof ReadingsRecorded) {
            return (EventMessage<ReadingsRecorded>) event;
        }
        throw new IllegalStateException("The telemetry log holds a " + event.getPayloadType());
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::watch, "telemetry-log-watcher");
        thread.setDaemon(true);
        watcher = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = watcher;
        watcher = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return watcher != null;
    }

    /** What this node appends it knows by itself, and while it does, what others append shows as a gap. */
    private void watch() {
        long known = -1;
        while (watcher != null) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                if (recent.head() == known) {
                    recent.reached(head());
                }
                known = recent.head();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                log.warn("Cannot look for reports of other nodes; trying again", failure);
            }
        }
    }

    /**
     * @param reports in the log's order, not empty
     * @param token after the last of them
     */
    record Following(List<EventMessage<ReadingsRecorded>> reports, GapAwareTrackingToken token) {
        int readings() {
            int readings = 0;
            for (EventMessage<ReadingsRecorded> report : reports) {
                readings += report.getPayload().readings().size();
            }
            return readings;
        }
    }
}
