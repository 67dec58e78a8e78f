package io.atalaya.app.axon;

import io.atalaya.query.LogPosition;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * One follower's way through the domain log: from PostgreSQL until it has come to the end, from memory then, and from
 * PostgreSQL again if it falls behind what is kept there. A processor that is woken looks for more while the run that was before
 * may still do so: never two at a time.
 */
final class DomainLogStream implements TrackingEventStream {
    /** So that a processor with a long way to go says from time to time where it is. */
    private static final int MOST_LEFT_OUT = 500;

    private final DomainLogSource source;
    private final Queue<TrackedEventMessage<?>> taken = new ArrayDeque<>();
    /** What the processor has no handler for. It asks by the class of its annotations for each event again, at length. */
    private final Set<Class<?>> ofNoUse = new HashSet<>();

    private @Nullable GapAwareTrackingToken reached;
    private boolean joined;
    private boolean over;
    /** Gaps that are closed for this follower, and open in the tokens of what it takes from memory. */
    private Set<Long> closed = Set.of();

    private @Nullable Runnable awaken;
    private @Nullable TrackingToken given;

    DomainLogStream(DomainLogSource source, @Nullable GapAwareTrackingToken token) {
        this.source = source;
        this.reached = token;
    }

    @Override
    public synchronized boolean setOnAvailableCallback(Runnable callback) {
        forget();
        if (!over) {
            awaken = callback;
            source.wake(callback);
        }
        return true;
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
        return isFilled() ? Optional.of(taken.element()) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (peek().isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            source.recent().awaitNews(Math.min(left, DomainLogSource.LOOK_EVERY_NANOS));
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> next = next();
        while (next == null) {
            source.recent().awaitNews(DomainLogSource.LOOK_EVERY_NANOS);
            next = next();
        }
        return next;
    }

    /**
     * The last of several that are of no use is given all the same, since it says how far the log has been looked at. So
     * is whatever stands at the place of the one before: by that, processors know that a place is over.
     */
    private synchronized @Nullable TrackedEventMessage<?> next() {
        if (!isFilled()) {
            return null;
        }
        TrackedEventMessage<?> next = taken.remove();
        for (int left = 0; left < MOST_LEFT_OUT && isOfNoUse(next) && isFilled(); left++) {
            next = taken.remove();
        }
        given = next.trackingToken();
        return next;
    }

    private boolean isOfNoUse(TrackedEventMessage<?> event) {
        return ofNoUse.contains(event.getPayloadType())
                && !event.trackingToken().equals(given);
    }

    @Override
    public synchronized void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
        ofNoUse.add(ignored.getPayloadType());
    }

    /** @return whether there is something to give, having looked for it */
    private boolean isFilled() {
        while (taken.isEmpty() && !over) {
            List<TrackedEventMessage<?>> more = recent();
            if (more == null) {
                more = byItself();
            } else {
                more.forEach(this::addRecent);
            }
            boolean isFirstAtEnd = more.isEmpty() && !joined && source.recent().begin(reached);
            if (more.isEmpty() && !isFirstAtEnd) {
                return false;
            }
        }
        return !taken.isEmpty();
    }

    private List<TrackedEventMessage<?>> byItself() {
        GapAwareTrackingToken known = source.recent().reached();
        List<TrackedEventMessage<?>> more = source.after(reached);
        more.forEach(this::add);
        if (known != null && reached != null) {
            // What was read there by then, would have been found here now: the rest has been given up.
            Set<Long> gaps = new TreeSet<>(reached.getGaps());
            gaps.removeIf(gap -> gap < known.getIndex() && !known.getGaps().contains(gap));
            reached = GapAwareTrackingToken.newInstance(reached.getIndex(), gaps);
        }
        return more;
    }

    /** @return {@code null} if the follower has to read by itself */
    private @Nullable List<TrackedEventMessage<?>> recent() {
        if (!joined) {
            Set<Long> open = source.recent().join(this, reached);
            joined = open != null;
            closed = open == null ? Set.of() : open;
        }
        List<TrackedEventMessage<?>> more = joined ? source.recent().take(this) : null;
        joined = more != null;
        return more;
    }

    private void addRecent(TrackedEventMessage<?> event) {
        if (closed.isEmpty()) {
            add(event);
        } else if (!closed.remove(LogPosition.of(event))) {
            GapAwareTrackingToken token = RecentEvents.token(event);
            Set<Long> gaps = new TreeSet<>(token.getGaps());
            closed.retainAll(gaps);
            gaps.removeAll(closed);
            add(event.withTrackingToken(GapAwareTrackingToken.newInstance(token.getIndex(), gaps)));
        }
    }

    private void add(TrackedEventMessage<?> event) {
        reached = RecentEvents.token(event);
        taken.add(event);
    }

    @Override
    public synchronized void close() {
        over = true;
        forget();
        source.recent().leaves(this);
        taken.clear();
    }

    private void forget() {
        if (awaken != null) {
            source.leave(awaken);
            awaken = null;
        }
    }
}
