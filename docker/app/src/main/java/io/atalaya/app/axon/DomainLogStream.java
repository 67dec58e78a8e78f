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
 * PostgreSQL again if it falls behind what is kept there.
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
    /** Gaps that are closed for this follower, and open in the tokens of what it takes from memory. */
    private Set<Long> closed = Set.of();

    private @Nullable Runnable awaken;
    private @Nullable TrackingToken given;

    DomainLogStream(DomainLogSource source, @Nullable GapAwareTrackingToken token) {
        this.source = source;
        this.reached = token;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        forget();
        awaken = callback;
        source.wake(callback);
        return true;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return isFilled() ? Optional.of(taken.element()) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!isFilled()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            source.recent().awaitNews(Math.min(left, DomainLogSource.LOOK_EVERY_NANOS));
        }
        return true;
    }

    /**
     * The last of several that are of no use is given all the same, since it says how far the log has been looked at. So
     * is whatever stands at the place of the one before: by that, processors know that a place is over.
     */
    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!isFilled()) {
            source.recent().awaitNews(DomainLogSource.LOOK_EVERY_NANOS);
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
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
        ofNoUse.add(ignored.getPayloadType());
    }

    /** @return whether there is something to give, having looked for it */
    private boolean isFilled() {
        while (taken.isEmpty()) {
            List<TrackedEventMessage<?>> more = recent();
            if (more == null) {
                more = source.after(reached);
                more.forEach(this::add);
            } else {
                more.forEach(this::addRecent);
            }
            boolean isFirstAtEnd = more.isEmpty() && !joined && source.recent().begin(reached);
            if (more.isEmpty() && !isFirstAtEnd) {
                return false;
            }
        }
        return true;
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
    public void close() {
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
