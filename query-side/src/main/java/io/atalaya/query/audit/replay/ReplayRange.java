package io.atalaya.query.audit.replay;

import io.atalaya.kernel.Rejection;
import io.atalaya.query.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a history is replayed.
 *
 * @param fromPosition the domain log's first position that is wanted; {@code null} for the beginning
 * @param after the cursor of the line behind which to go on; {@code null} without one
 * @param to when it ends, by the time of recording, exclusive; {@code null} for the present end
 * @param telemetry whether reports are wanted too
 */
public record ReplayRange(
        @Nullable Long fromPosition,
        @Nullable String after,
        @Nullable Instant to,
        boolean telemetry) {
    public ReplayRange {
        if (fromPosition != null && (fromPosition < 0 || after != null)) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST,
                    "fromPosition",
                    fromPosition < 0 ? "must not be negative" : "cannot be given together with after");
        }
        new TimeRange(null, to);
        ReplayPlace.of(after);
    }

    ReplayPlace place() {
        return ReplayPlace.of(after);
    }
}
