package io.atalaya.app.axon;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A log whose streams wake their processors as soon as there is something to read. Axon's embedded store cannot do that,
 * and a pooled processor then looks only twice a second. One thread per log waits at its head, on the store's shared
 * cache and so without a query of its own, and wakes all who read.
 */
final class AwakeningSource implements StreamableMessageSource<TrackedEventMessage<?>>, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AwakeningSource.class);
    private static final int PATIENCE_MS = 500;
    private static final long PAUSE_PER_EVENT_MS = 2;
    private static final long LONGEST_PAUSE_MS = 50;
    /** So that a processor with a long way to go says from time to time where it is. */
    private static final int MOST_LEFT_OUT = 500;

    private final String name;
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread watcher;

    AwakeningSource(String name, StreamableMessageSource<TrackedEventMessage<?>> source) {
        this.name = name;
        this.source = source;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new AwakeningStream(source.openStream(token));
    }

    @Override
    public TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return source.createTokenAt(dateTime);
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::watch, "log-watcher-" + name);
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

    private void watch() {
        while (watcher != null) {
            try (BlockingStream<TrackedEventMessage<?>> head = source.openStream(source.createHeadToken())) {
                while (watcher != null) {
                    if (head.hasNextAvailable(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                        int events = 0;
                        while (head.peek().isPresent()) {
                            head.nextAvailable();
                            events++;
                        }
                        sleepers.forEach(Runnable::run);
                        // A lone event is handled at once; of many, several are handled in one transaction.
                        TimeUnit.MILLISECONDS.sleep(Math.min(LONGEST_PAUSE_MS, (events - 1) * PAUSE_PER_EVENT_MS));
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                log.warn(
                        "Cannot watch the {} log; processors look by themselves until this works again", name, failure);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PATIENCE_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private final class AwakeningStream implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> stream;
        /** What the processor has no handler for. It asks by the class of its annotations for each event again, at length. */
        private final Set<Class<?>> ofNoUse = new HashSet<>();

        private @Nullable Runnable awaken;
        private @Nullable TrackingToken given;

        AwakeningStream(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            forget();
            awaken = callback;
            sleepers.add(callback);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        /**
         * The last of several that are of no use is given all the same, since it says how far the log has been looked at. So
         * is whatever stands at the place of the one before: by that, processors know that a place is over.
         */
        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> next = stream.nextAvailable();
            for (int left = 0;
                    left < MOST_LEFT_OUT && isOfNoUse(next) && stream.peek().isPresent();
                    left++) {
                next = stream.nextAvailable();
            }
            given = next.trackingToken();
            return next;
        }

        private boolean isOfNoUse(TrackedEventMessage<?> event) {
            return ofNoUse.contains(event.getPayloadType())
                    && !event.trackingToken().equals(given);
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            ofNoUse.add(ignored.getPayloadType());
        }

        @Override
        public void close() {
            forget();
            stream.close();
        }

        private void forget() {
            if (awaken != null) {
                sleepers.remove(awaken);
                awaken = null;
            }
        }
    }
}
