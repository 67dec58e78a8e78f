package io.atalaya.app.axon;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What one thread of this node has read of the domain log last. Whoever has come as far as that by himself goes on with what
 * is here, so that each event is read and parsed once, however many handle it. Kept in an array, and only until all have
 * taken it: elements of a list that each know the next become old one after the other, and with them all that they hold.
 */
final class RecentEvents {
    static final int MAX_EVENTS = 4_096;
    /** What all have taken and is kept all the same, for one that is about to come as far. */
    private static final int SPARE_EVENTS = 256;

    private static final int EVENTS_PER_TAKE = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final @Nullable TrackedEventMessage<?>[] events = new TrackedEventMessage<?>[MAX_EVENTS];
    private final Map<Object, Long> followers = new IdentityHashMap<>();
    private long first;
    private long end;
    private boolean begun;
    private @Nullable GapAwareTrackingToken reached;

    /** @return whether there is somebody to read for */
    boolean hasBegun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Up to where the log has been read; {@code null} if that is its begin. */
    @Nullable
    GapAwareTrackingToken reached() {
        lock.lock();
        try {
            return reached;
        } finally {
            lock.unlock();
        }
    }

    /** @param more what follows in the log */
    void append(List<TrackedEventMessage<?>> more) {
        lock.lock();
        try {
            for (TrackedEventMessage<?> event : more) {
                if (end - first == MAX_EVENTS) {
                    first++;
                }
                events[place(end)] = event;
                end++;
                reached = token(event);
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The first who comes to the end of the log decides where the reading begins.
     *
     * @return whether this is the first
     */
    boolean begin(@Nullable GapAwareTrackingToken token) {
        lock.lock();
        try {
            boolean isFirst = !begun;
            if (isFirst) {
                begun = true;
                reached = token;
            }
            return isFirst;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The follower goes on with what is here.
     *
     * <p>Two who have come to the same place may not have the same behind them: what is committed late the one may have seen
     * and the other not. Nobody joins who still waits for something that has been read here already.
     *
     * @param token how far the follower has come
     * @return the gaps before that place which are open here and not for the follower: what fills them it must leave out;
     *     {@code null} if it cannot go on from there
     */
    @Nullable
    Set<Long> join(Object follower, @Nullable GapAwareTrackingToken token) {
        lock.lock();
        try {
            for (long place = end; begun && (place > first || place == end); place--) {
                GapAwareTrackingToken here = place == end ? reached : token(event(place - 1));
                if (index(here) < index(token)) {
                    return null;
                }
                if (index(here) == index(token) && gaps(here).containsAll(gaps(token))) {
                    followers.put(follower, place);
                    Set<Long> closed = new HashSet<>(gaps(here));
                    closed.removeAll(gaps(token));
                    return closed;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** @return some of what follows for this one; {@code null} if he has fallen behind what is kept here */
    @Nullable
    List<TrackedEventMessage<?>> take(Object follower) {
        lock.lock();
        try {
            Long place = followers.get(follower);
            if (place == null || place < first) {
                followers.remove(follower);
                return null;
            }
            List<TrackedEventMessage<?>> taken = new ArrayList<>();
            long until = Math.min(end, place + EVENTS_PER_TAKE);
            for (long next = place; next < until; next++) {
                taken.add(event(next));
            }
            followers.put(follower, until);
            forgetWhatAllHave();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void leaves(Object follower) {
        lock.lock();
        try {
            followers.remove(follower);
        } finally {
            lock.unlock();
        }
    }

    /** Until something is appended, but no longer than that. */
    void awaitNews(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long before = end;
            long left = nanos;
            while (end == before && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetWhatAllHave() {
        long taken =
                followers.values().stream().mapToLong(Long::longValue).min().orElse(end);
        while (first < taken && end - first > SPARE_EVENTS) {
            events[place(first)] = null;
            first++;
        }
    }

    private TrackedEventMessage<?> event(long number) {
        TrackedEventMessage<?> event = events[place(number)];
        if (event == null) {
            throw new IllegalStateException("Event " + number + " is not kept any more");
        }
        return event;
    }

    private static int place(long number) {
        return (int) (number % MAX_EVENTS);
    }

    static GapAwareTrackingToken token(TrackedEventMessage<?> event) {
        return (GapAwareTrackingToken) event.trackingToken();
    }

    private static long index(@Nullable GapAwareTrackingToken token) {
        return token == null ? -1 : token.getIndex();
    }

    private static Set<Long> gaps(@Nullable GapAwareTrackingToken token) {
        return token == null ? Set.of() : token.getGaps();
    }
}
