package io.atalaya.query;

import io.atalaya.kernel.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time to search in.
 *
 * @param from inclusive; {@code null} for the beginning
 * @param to exclusive; {@code null} for the end
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public TimeRange {
        check("from", from);
        check("to", to);
        if (from != null && to != null && !from.isBefore(to)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "to", "must be after from");
        }
    }

    private static void check(String field, @Nullable Instant at) {
        if (at != null && (at.isBefore(EARLIEST) || at.isAfter(LATEST))) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, "must lie between the years 1970 and 9999");
        }
    }
}
