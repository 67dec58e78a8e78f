package io.atalaya.query.consistency;

import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far each projection has come. What this node runs itself it knows from memory; of segments that other nodes run it
 * reads the tokens, which those store with their rows, or at least every second and a half.
 */
@Component
public class ReadModelProgress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final JdbcClient jdbc;
    private final Serializer serializer;

    ReadModelProgress(ObjectProvider<EventProcessingConfiguration> processing, JdbcClient jdbc, Serializer serializer) {
        this.processing = processing;
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /**
     * Waits until the projection has handled the event at this position, for 2 s at most.
     *
     * @throws Rejection if it has not by then
     */
    public void await(String processor, long position) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!hasReached(processor, position)) {
            if (System.nanoTime() > deadline) {
                throw Rejection.of(
                        Rejection.Code.READ_MODEL_BEHIND,
                        "The read model has not reached position " + position + " yet");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Whether the projection has handled the event at this position, wherever it runs. */
    public boolean hasReached(String processor, long position) {
        Map<Integer, EventTrackerStatus> here = processing
                .getObject()
                .eventProcessor(processor, StreamingEventProcessor.class)
                .map(StreamingEventProcessor::processingStatus)
                .orElseGet(Map::of);
        Map<Integer, @Nullable TrackingToken> tokens = runsEverySegment(here) ? new HashMap<>() : stored(processor);
        here.forEach((segment, status) -> {
            if (!status.isErrorState()) {
                tokens.put(segment, status.getTrackingToken());
            }
        });
        return !tokens.isEmpty() && tokens.values().stream().allMatch(token -> covers(token, position));
    }

    /** A segment of mask m stands for one of m + 1 equal parts of the log. */
    private static boolean runsEverySegment(Map<Integer, EventTrackerStatus> here) {
        double share = 0;
        for (EventTrackerStatus status : here.values()) {
            if (status.isErrorState()) {
                return false;
            }
            Segment segment = status.getSegment();
            share += 1.0 / (segment.getMask() + 1);
        }
        return share == 1.0;
    }

    private Map<Integer, @Nullable TrackingToken> stored(String processor) {
        Map<Integer, @Nullable TrackingToken> tokens = new HashMap<>();
        jdbc.sql("select segment, token_type, token from token_entry where processor_name = :processor")
                .param("processor", processor)
                .query(row -> {
                    tokens.put(row.getInt("segment"), StoredTokens.read(row, serializer));
                });
        return tokens;
    }

    private static boolean covers(@Nullable TrackingToken token, long position) {
        TrackingToken current = token == null ? null : WrappedToken.unwrapLowerBound(token);
        if (current instanceof GapAwareTrackingToken reached) {
            return reached.getIndex() >= position && !reached.getGaps().contains(position);
        }
        return current != null && current.position().orElse(-1) >= position;
    }
}
