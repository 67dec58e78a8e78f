package io.atalaya.app.operations;

import io.atalaya.app.operations.LogReading.Part;
import io.atalaya.app.operations.ProjectionHandlers.Handlers;
import io.atalaya.query.audit.chain.LogRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Without the events that this projection does not handle. */
final class HandledEvents implements SettledLog {
    private static final String PART = "select " + LogRows.COLUMNS + " from domain_event log"
            + " where log.global_index > ? and log.global_index <= ? and log.payload_type || '#' ||"
            + " coalesce(log.payload_revision, '') <> all (?) order by log.global_index limit " + EVENTS_PER_PART;

    private final JdbcClient jdbc;
    private final StoredMessages messages;
    private final Handlers handlers;
    /** Type and revision, as they are stored, of events that turned out to be none for this projection. */
    private final Set<String> skipped = new HashSet<>();

    HandledEvents(JdbcClient jdbc, StoredMessages messages, Handlers handlers) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.handlers = handlers;
    }

    @Override
    public Part after(long position, long upto) {
        return jdbc.sql(PART)
                .param(position)
                .param(upto)
                .param(skipped.toArray(String[]::new))
                .query(SettledLog.part(upto, this::handled));
    }

    private List<TrackedEventMessage<?>> handled(ResultSet row) throws SQLException {
        List<TrackedEventMessage<?>> handled = handlers.parsed(messages.read(row));
        if (handled.isEmpty()) {
            String revision = row.getString("payload_revision");
            skipped.add(row.getString("payload_type") + "#" + (revision == null ? "" : revision));
        }
        return handled;
    }
}
