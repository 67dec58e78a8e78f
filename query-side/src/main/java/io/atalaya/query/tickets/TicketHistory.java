package io.atalaya.query.tickets;

import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to a ticket, as the audit trail has it: for whoever may see the ticket. */
@Component
class TicketHistory {
    private final TicketRows rows;
    private final JdbcClient jdbc;

    TicketHistory(TicketRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    @QueryHandler
    Page<TicketHistoryEntry> find(FindTicketHistory query) {
        rows.require(query, query.id().value(), "Ticket");
        Long before = Cursor.position(query.listing().cursor());
        List<TicketHistoryEntry> entries = jdbc.sql(
                        "select position, at, type, actor_type, actor_id, payload from audit_event"
                                + " where tenant_id = :tenant and aggregate_id = :ticket and position < :before"
                                + " order by position desc limit :limit")
                .param("tenant", query.tenantId().value())
                .param("ticket", query.id().toString())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", query.listing().limit() + 1)
                .query(TicketHistory::entry)
                .list();
        return query.listing().page(entries, entry -> entry, entry -> Long.toString(entry.position()));
    }

    private static TicketHistoryEntry entry(ResultSet row, int number) throws SQLException {
        return new TicketHistoryEntry(
                row.getLong("position"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("actor_type"),
                row.getString("actor_id"),
                row.getString("payload"));
    }
}
