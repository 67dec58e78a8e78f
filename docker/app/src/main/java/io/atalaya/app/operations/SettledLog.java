package io.atalaya.app.operations;

import io.atalaya.app.operations.LogReading.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * The domain log up to where the live projection has left nothing out, in large parts. Nothing can appear there any more that
 * was not there, so nobody has to look for events that come late.
 */
interface SettledLog {
    int EVENTS_PER_PART = 2_000;

    /**
     * @param position behind which the part begins
     * @param upto the last position that may be in it
     */
    Part after(long position, long upto);

    /** Reads rows in the order of their positions, {@link #EVENTS_PER_PART} of them unless there are no more. */
    static ResultSetExtractor<Part> part(long upto, EventsOfRow eventsOfRow) {
        return row -> {
            List<TrackedEventMessage<?>> events = new ArrayList<>(EVENTS_PER_PART);
            int rows = 0;
            long position = upto;
            while (row.next()) {
                position = row.getLong("global_index");
                events.addAll(eventsOfRow.of(row));
                rows++;
            }
            long last = rows < EVENTS_PER_PART ? upto : position;
            return new Part(events, events.size(), StoredMessages.token(last));
        };
    }

    /** What a projection gets to see of a row of the log: nothing, if it does not handle it. */
    interface EventsOfRow {
        List<TrackedEventMessage<?>> of(ResultSet row) throws SQLException;
    }
}
