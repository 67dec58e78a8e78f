package io.atalaya.query.consistency;

import io.atalaya.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each projection has come, whichever node runs it: read from the tokens that it stores with its rows. */
@Component
public class ReadModelProgress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final JdbcClient jdbc;
    private final Serializer serializer;

    ReadModelProgress(JdbcClient jdbc, Serializer serializer) {
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

    private boolean hasReached(String processor, long position) {
        List<TrackingToken> tokens = jdbc.sql("select token_type, token from token_entry"
                        + " where processor_name = :processor and token is not null")
                .param("processor", processor)
                .query((row, number) -> (TrackingToken) serializer.deserialize(new SimpleSerializedObject<>(
                        row.getBytes("token"), byte[].class, row.getString("token_type"), null)))
                .list();
        return !tokens.isEmpty() && tokens.stream().allMatch(token -> covers(token, position));
    }

    private static boolean covers(TrackingToken token, long position) {
        TrackingToken current = WrappedToken.unwrapLowerBound(token);
        if (current instanceof GapAwareTrackingToken reached) {
            return reached.getIndex() >= position && !reached.getGaps().contains(position);
        }
        return current != null && current.position().orElse(-1) >= position;
    }
}
