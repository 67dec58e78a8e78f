package io.atalaya.app.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.atalaya.kernel.MetadataKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each follower of the domain log gets each event once, and is spared what it has no handler for. */
class DomainLogStreamTest {
    private final Log log = new Log();
    private final DomainLogSource source = log.source();

    @Test
    void ofEventsOfNoUseOnlyTheLastThatThereIsIsGiven() throws Exception {
        log.append("a", 1, 2, "b", 3, 4, 5);
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null);

        assertThat(stream.nextAvailable().getPayload()).isEqualTo("a");
        TrackedEventMessage<?> number = stream.nextAvailable();
        assertThat(number.getPayload()).as("nobody knows yet").isEqualTo(1);
        stream.skipMessagesWithPayloadTypeOf(number);

        assertThat(rest(stream)).containsExactly("b", 5);
        log.append(6);
        source.readMore();
        assertThat(rest(stream)).containsExactly(6);
    }

    @Test
    void ofVeryManyOneIsGivenFromTimeToTime() throws Exception {
        log.append(IntStream.range(0, 1_200).boxed().toArray());
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null);
        stream.skipMessagesWithPayloadTypeOf(stream.nextAvailable());

        assertThat(rest(stream)).containsExactly(501, 1_002, 1_199);
    }

    @Test
    void whoeverIsAtTheEndReadsFromMemory() throws Exception {
        log.append("before");
        BlockingStream<TrackedEventMessage<?>> first = source.openStream(null);
        assertThat(rest(first)).containsExactly("before");
        log.append("a", "b");
        assertThat(rest(first)).as("not read yet").isEmpty();
        source.readMore();
        BlockingStream<TrackedEventMessage<?>> second = source.openStream(null);
        assertThat(second.nextAvailable().getPayload()).isEqualTo("before");
        int reads = log.reads;

        assertThat(rest(first)).containsExactly("a", "b");
        log.append("c");
        source.readMore();
        assertThat(rest(first)).containsExactly("c");
        assertThat(log.reads).as("only the source itself has read").isEqualTo(reads + 1);
        assertThat(rest(second)).containsExactly("a", "b", "c");
    }

    @Test
    void whoeverFallsFarBehindReadsByItselfUntilItHasCaughtUp() throws Exception {
        BlockingStream<TrackedEventMessage<?>> slow = source.openStream(null);
        assertThat(rest(slow)).isEmpty();
        int many = RecentEvents.MAX_EVENTS + 700;
        log.append(IntStream.range(0, many).boxed().toArray());
        while (source.readMore() > 0) {}

        assertThat(rest(slow)).hasSize(many).doesNotHaveDuplicates();
        log.append("news");
        source.readMore();
        int reads = log.reads;
        assertThat(rest(slow)).containsExactly("news");
        assertThat(log.reads).isEqualTo(reads);
    }

    @Test
    void whoeverSleepsIsWokenByNews() {
        List<String> woken = new ArrayList<>();
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null);
        assertThat(stream.hasNextAvailable()).isFalse();
        stream.setOnAvailableCallback(() -> woken.add("up"));

        source.readMore();
        assertThat(woken).isEmpty();
        log.append("news");
        source.readMore();
        assertThat(woken).containsExactly("up");
        stream.close();
        log.append("more");
        source.readMore();
        assertThat(woken).hasSize(1);
    }

    /**
     * Transactions take positions and commit in another order or not at all, followers start anew from the token of what they
     * handled last, and are fast or slow: nothing is missed, and nothing given twice.
     */
    @Property(tries = 2_000)
    void eachEventIsGivenOnceWhateverTheOrderOfCommits(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 300) int steps) throws Exception {
        Random random = new Random(seed);
        Log shared = new Log();
        DomainLogSource reader = shared.source();
        List<Follower> followers =
                Stream.generate(() -> new Follower(reader)).limit(3).toList();
        for (int step = 0; step < steps; step++) {
            Follower follower = followers.get(random.nextInt(followers.size()));
            switch (random.nextInt(8)) {
                case 0 -> shared.begin();
                case 1 -> shared.commit(random);
                case 2 -> shared.rollBack(random);
                case 3 -> shared.append("event");
                case 4 -> reader.readMore();
                case 5 -> follower.startAnew();
                default -> follower.handle(random.nextInt(6));
            }
        }
        while (!shared.open.isEmpty()) {
            shared.commit(random);
        }
        for (int round = 0; round < 3; round++) {
            reader.readMore();
            for (Follower follower : followers) {
                follower.handle(Integer.MAX_VALUE);
            }
        }
        shared.append("last");
        reader.readMore();
        int reads = shared.reads;
        for (Follower follower : followers) {
            follower.handle(Integer.MAX_VALUE);
            assertThat(follower.handled)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(shared.committed.keySet());
        }
        assertThat(shared.reads).as("in the end all read from memory").isEqualTo(reads);
    }

    /** A processor's coordinator may still look for more when it has been woken already. */
    @Test
    void whoeverLooksWhileAnotherTakesTakesNothingAway() throws Exception {
        int many = 20_000;
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null);
        assertThat(stream.hasNextAvailable()).isFalse();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                stream.hasNextAvailable();
            }
        });
        List<Object> given = new ArrayList<>();
        for (int next = 0; next < many; next += 100) {
            log.append(IntStream.range(next, next + 100).boxed().toArray());
            while (source.readMore() > 0) {
                given.addAll(rest(stream));
            }
        }
        over.set(true);
        looking.join();
        given.addAll(rest(stream));

        assertThat(given)
                .isEqualTo(
                        IntStream.range(0, many).boxed().map(Object.class::cast).toList());
    }

    @Test
    void aStreamThatIsClosedGivesNothingAndHoldsNothingUp() throws Exception {
        BlockingStream<TrackedEventMessage<?>> closed = source.openStream(null);
        BlockingStream<TrackedEventMessage<?>> other = source.openStream(null);
        assertThat(rest(closed)).isEmpty();
        assertThat(rest(other)).isEmpty();
        closed.close();
        assertThat(closed.hasNextAvailable()).isFalse();
        log.append(IntStream.range(0, 2 * RecentEvents.MAX_EVENTS).boxed().toArray());
        List<Object> given = new ArrayList<>();
        while (source.readMore() > 0) {
            given.addAll(rest(other));
        }

        assertThat(given).hasSize(2 * RecentEvents.MAX_EVENTS);
        assertThat(closed.peek()).isEmpty();
    }

    private static List<Object> rest(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        List<Object> payloads = new ArrayList<>();
        while (stream.hasNextAvailable()) {
            payloads.add(stream.nextAvailable().getPayload());
        }
        return payloads;
    }

    private static final class Follower {
        private final DomainLogSource source;
        private final List<Long> handled = new ArrayList<>();
        private BlockingStream<TrackedEventMessage<?>> stream;
        private @Nullable TrackingToken token;

        Follower(DomainLogSource source) {
            this.source = source;
            this.stream = source.openStream(null);
        }

        void startAnew() {
            stream.close();
            stream = source.openStream(token);
        }

        void handle(int atMost) throws InterruptedException {
            for (int events = 0; events < atMost && stream.hasNextAvailable(); events++) {
                TrackedEventMessage<?> event = stream.nextAvailable();
                handled.add((Long) event.getMetaData().get(MetadataKeys.POSITION));
                token = event.trackingToken();
            }
        }
    }

    /** As the engine reads it: what is still missing is a gap, unless it is known that nobody will ever fill it. */
    private static final class Log {
        private static final int EVENTS_PER_READ = 7;
        private static final int GAP_REACH = 10_000;

        private final NavigableMap<Long, Object> committed = new TreeMap<>();
        private final List<Long> open = new ArrayList<>();
        private long last;
        private int reads;

        DomainLogSource source() {
            DomainEventStorageEngine engine = mock();
            when(engine.eventsAfter(any())).thenAnswer(call -> read(call.getArgument(0)));
            return new DomainLogSource(engine);
        }

        void append(Object... payloads) {
            Stream.of(payloads).forEach(payload -> committed.put(++last, payload));
        }

        void begin() {
            open.add(++last);
        }

        void commit(Random random) {
            if (!open.isEmpty()) {
                committed.put(open.remove(random.nextInt(open.size())), "late");
            }
        }

        void rollBack(Random random) {
            if (!open.isEmpty()) {
                open.remove(random.nextInt(open.size()));
            }
        }

        private List<TrackedEventMessage<?>> read(@Nullable GapAwareTrackingToken from) {
            reads++;
            GapAwareTrackingToken reached = from == null ? GapAwareTrackingToken.newInstance(0, Set.of()) : from;
            Set<Long> wanted = new TreeSet<>(reached.getGaps());
            wanted.retainAll(committed.keySet());
            committed.tailMap(reached.getIndex(), false).keySet().stream()
                    .limit(EVENTS_PER_READ)
                    .forEach(wanted::add);
            boolean noneIsOpen = open.isEmpty() && new HashSet<>(committed.keySet()).hashCode() % 2 == 0;
            List<TrackedEventMessage<?>> events = new ArrayList<>();
            for (long position : wanted) {
                reached = reached.advanceTo(position, GAP_REACH);
                if (noneIsOpen && position == reached.getIndex()) {
                    reached = reached.withGapsTruncatedAt(position);
                }
                events.add(new GenericTrackedEventMessage<>(
                        reached,
                        new GenericEventMessage<>(committed.get(position), Map.of(MetadataKeys.POSITION, position))));
            }
            return events;
        }
    }
}
