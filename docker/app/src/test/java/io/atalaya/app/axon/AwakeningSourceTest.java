package io.atalaya.app.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.Test;

/** A processor is spared what it has no handler for, and still learns how far the log has been looked at. */
class AwakeningSourceTest {
    private final Queue<TrackedEventMessage<?>> log = new ArrayDeque<>();
    private long position;

    @Test
    void ofEventsOfNoUseOnlyTheLastThatThereIsIsGiven() throws Exception {
        append("a", 1, 2, "b", 3, 4, 5);
        BlockingStream<TrackedEventMessage<?>> stream = stream();

        assertThat(stream.nextAvailable().getPayload()).isEqualTo("a");
        TrackedEventMessage<?> number = stream.nextAvailable();
        assertThat(number.getPayload()).as("nobody knows yet").isEqualTo(1);
        stream.skipMessagesWithPayloadTypeOf(number);

        assertThat(rest(stream)).containsExactly("b", 5);
        append(6);
        assertThat(rest(stream)).containsExactly(6);
    }

    @Test
    void ofVeryManyOneIsGivenFromTimeToTime() throws Exception {
        append(IntStream.range(0, 1_200).boxed().toArray());
        BlockingStream<TrackedEventMessage<?>> stream = stream();
        stream.skipMessagesWithPayloadTypeOf(stream.nextAvailable());

        assertThat(rest(stream)).containsExactly(501, 1_002, 1_199);
    }

    /** Processors take together what stands at the same place, and nothing else. */
    @Test
    void whatStandsAtThePlaceOfOneThatWasGivenIsGivenToo() throws Exception {
        append(1);
        BlockingStream<TrackedEventMessage<?>> stream = stream();
        stream.skipMessagesWithPayloadTypeOf(stream.nextAvailable());

        append("a");
        log.add(event(position, 2));
        append(3, "b");

        assertThat(rest(stream)).containsExactly("a", 2, "b");
    }

    private void append(Object... payloads) {
        Stream.of(payloads).forEach(payload -> log.add(event(++position, payload)));
    }

    private static TrackedEventMessage<?> event(long position, Object payload) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position), GenericEventMessage.asEventMessage(payload));
    }

    private static List<Object> rest(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        List<Object> payloads = new ArrayList<>();
        while (stream.hasNextAvailable()) {
            payloads.add(stream.nextAvailable().getPayload());
        }
        return payloads;
    }

    @SuppressWarnings("unchecked")
    private BlockingStream<TrackedEventMessage<?>> stream() {
        StreamableMessageSource<TrackedEventMessage<?>> source = mock(StreamableMessageSource.class);
        when(source.openStream(null)).thenReturn(new LogStream());
        return new AwakeningSource("test", source).openStream(null);
    }

    private final class LogStream implements BlockingStream<TrackedEventMessage<?>> {
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(log.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return !log.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return log.remove();
        }

        @Override
        public void close() {
            log.clear();
        }
    }
}
