package io.atalaya.app.operations;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild has come.
 *
 * @param position in the log, up to which the second generation has been filled
 * @param events how many of them it has been filled with: those that the projection handles
 * @param eventsPerSecond since it was asked for
 * @param timeLeft until it comes to the end of the log, if it goes on as fast; absent once it has ended
 * @param differences rows in which the generations differed; absent before they were compared
 * @param failure why it could not be built; the live generation is untouched then
 */
public record RebuildView(
        String processor,
        boolean checkOnly,
        Phase phase,
        long position,
        long events,
        double eventsPerSecond,
        @Nullable Duration timeLeft,
        @Nullable Long differences,
        @Nullable String failure,
        Instant startedAt,
        Instant updatedAt) {

    public enum Phase {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED
    }
}
