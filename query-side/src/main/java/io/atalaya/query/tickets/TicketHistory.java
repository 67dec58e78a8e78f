package io.atalaya.query.tickets;

import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import io.atalaya.query.audit.chain.ShownPayload;
import io.atalaya.query.audit.chain.TrailRows;
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
                        "select event.position, event.at, event.type, event.actor_type, event.actor_id,"
                                + " log.payload from audit_event event" + TrailRows.WITH_EVENT_AND_LINK
                                + " where event.tenant_id = :tenant and event.aggregate_id = :ticket and event.position < :before"
                                + " order by event.position desc limit :limit")
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
                ShownPayload.text(row.getBytes("payload")));
    }
}
