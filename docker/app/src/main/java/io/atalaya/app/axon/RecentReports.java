package io.atalaya.app.axon;

import io.atalaya.command.telemetry.AppendedReports;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What this node has just appended to the telemetry log. Who follows the log closely takes it from here and spares
 * PostgreSQL to read and everybody to parse what was in memory a moment ago. Only what has no gap in it is kept: whatever
 * other nodes appended in between is only in the log.
 */
final class RecentReports implements AppendedReports {
    /** Some seconds of what a node can take, in some ten megabytes. */
    private static final int MAX_READINGS = 200_000;

    private static final int MAX_REPORTS = 20_000;
    /**
     * What all followers have taken and is kept all the same, for one that stumbles. More would live just long enough to
     * become garbage that only a full collection removes.
     */
    private static final int SPARE_READINGS = 30_000;
    /** How far followers may be behind before this node takes in reports more slowly. */
    private static final int HALF_OF_READINGS = MAX_READINGS / 2;

    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final Deque<Append> appends = new ArrayDeque<>();
    private final Map<Object, Long> followers = new IdentityHashMap<>();
    private int reports;
    private int readings;
    private long head = -1;

    /** @param message as it would be read from the log: to the millisecond */
    record Recent(long position, EventMessage<ReadingsRecorded> message) {}

    private record Append(List<Recent> reports, int readings) {
        long first() {
            return reports.getFirst().position();
        }

        long last() {
            return reports.getLast().position();
        }

        boolean hasNoGap() {
            return last() - first() == reports.size() - 1;
        }
    }

    @Override
    public void appended(List<? extends EventMessage<ReadingsRecorded>> reports, Map<String, Long> positions) {
        if (reports.isEmpty()) {
            return;
        }
        List<Recent> recent = new ArrayList<>(reports.size());
        int size = 0;
        for (EventMessage<ReadingsRecorded> report : reports) {
            Long position = positions.get(report.getIdentifier());
            if (position == null) {
                throw new IllegalArgumentException("A report was appended without a position");
            }
            recent.add(new Recent(
                    position,
                    new GenericEventMessage<>(
                            report, () -> report.getTimestamp().truncatedTo(ChronoUnit.MILLIS))));
            size += report.getPayload().readings().size();
        }
        keep(new Append(recent, size));
        waitForFollowers();
    }

    /**
     * Who falls behind what is kept here has to read from PostgreSQL, which costs all of us more than to wait for him now.
     * Not for long: what a follower cannot do at all must not keep reports out.
     */
    private void waitForFollowers() {
        lock.lock();
        try {
            long left = LONGEST_WAIT_NANOS;
            while (left > 0 && readingsAhead() > HALF_OF_READINGS) {
                left = progress.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** That the slowest follower has not yet taken; whoever reads from PostgreSQL already is not waited for. */
    private int readingsAhead() {
        long oldest = appends.isEmpty() ? head : appends.getFirst().first() - 1;
        long slowest = followers.values().stream()
                .mapToLong(Long::longValue)
                .filter(position -> position >= oldest)
                .min()
                .orElse(head);
        int ahead = 0;
        for (Append append : appends) {
            ahead += append.last() > slowest ? append.readings() : 0;
        }
        return ahead;
    }

    /** @param position up to which the follower has taken what there is */
    void followed(Object follower, long position) {
        lock.lock();
        try {
            followers.put(follower, position);
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void leaves(Object follower) {
        lock.lock();
        try {
            followers.remove(follower);
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keep(Append append) {
        lock.lock();
        try {
            if (!append.hasNoGap() || !followsDirectly(append)) {
                appends.clear();
                reports = 0;
                readings = 0;
            }
            if (append.hasNoGap()) {
                appends.add(append);
                reports += append.reports().size();
                readings += append.readings();
                forgetWhatIsTooMuch();
            }
            advance(append.last());
        } finally {
            lock.unlock();
        }
    }

    private void forgetWhatIsTooMuch() {
        long taken =
                followers.values().stream().mapToLong(Long::longValue).min().orElse(head);
        while (appends.size() > 1) {
            Append oldest = appends.getFirst();
            boolean tooMany = readings > MAX_READINGS || reports > MAX_REPORTS;
            boolean spare = oldest.last() <= taken && readings - oldest.readings() >= SPARE_READINGS;
            if (!tooMany && !spare) {
                return;
            }
            appends.remove();
            reports -= oldest.reports().size();
            readings -= oldest.readings();
        }
    }

    /** What lies between two appends of this node may be of another, even if the log was known to go that far. */
    private boolean followsDirectly(Append append) {
        return appends.isEmpty() || append.first() == appends.getLast().last() + 1;
    }

    /** @param position up to which the log is known to go */
    void reached(long position) {
        lock.lock();
        try {
            advance(position);
        } finally {
            lock.unlock();
        }
    }

    private void advance(long position) {
        if (position > head) {
            head = position;
            news.signalAll();
        }
    }

    /** The highest position known to be in the log; -1 as long as none is. */
    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param maxReadings one report more is given if the first alone is larger
     * @return what directly follows that position; {@code null} if that is only in the log
     */
    @Nullable
    List<Recent> after(long position, int maxReadings) {
        lock.lock();
        try {
            if (appends.isEmpty()
                    || appends.getFirst().first() > position + 1
                    || appends.getLast().last() < head) {
                return null;
            }
            return first(following(position), position, maxReadings);
        } finally {
            lock.unlock();
        }
    }

    /** The appends that hold something beyond that position, in order. */
    private List<Append> following(long position) {
        List<Append> found = new ArrayList<>();
        Iterator<Append> newestFirst = appends.descendingIterator();
        while (newestFirst.hasNext()) {
            Append append = newestFirst.next();
            if (append.last() <= position) {
                break;
            }
            found.add(append);
        }
        Collections.reverse(found);
        return found;
    }

    private static List<Recent> first(List<Append> appends, long position, int maxReadings) {
        List<Recent> found = new ArrayList<>();
        int size = 0;
        for (Append append : appends) {
            for (Recent recent : append.reports()) {
                if (recent.position() <= position) {
                    continue;
                }
                size += recent.message().getPayload().readings().size();
                if (size > maxReadings && !found.isEmpty()) {
                    return found;
                }
                found.add(recent);
            }
        }
        return found;
    }

    /** Waits until the log is known to go beyond that position, or the time is over. */
    void awaitBeyond(long position, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (head <= position && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
