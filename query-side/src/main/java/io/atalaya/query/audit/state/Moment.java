package io.atalaya.query.audit.state;

import io.atalaya.kernel.Rejection;
import io.atalaya.query.TimeRange;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a history: what had happened by then, as it was known by then or as it is known now.
 *
 * @param at inclusive
 */
public record Moment(Instant at, Clock by) {
    /** By which of an event's two times it counts. */
    public enum Clock {
        /** When it was recorded: what Atalaya itself showed at that moment. */
        RECORDED("at"),
        /** When it happened, whenever it became known. */
        HAPPENED("happened_at");

        private final String column;

        Clock(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        /** @throws Rejection if there is no such time */
        public static Clock of(@Nullable String name) {
            try {
                return name == null ? RECORDED : valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "asOf", "must be recorded or happened");
            }
        }
    }

    public Moment {
        new TimeRange(at, null);
    }
}
