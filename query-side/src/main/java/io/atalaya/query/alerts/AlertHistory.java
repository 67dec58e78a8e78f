package io.atalaya.query.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.event.AlertCommented;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.query.Cursor;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.audit.chain.ShownPayload;
import io.atalaya.query.audit.chain.TrailRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to an alert and what was said about it, as the audit trail has it: for whoever may see the alert. */
@Component
class AlertHistory {
    private final AlertRows rows;
    private final JdbcClient jdbc;

    AlertHistory(AlertRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    @QueryHandler
    Page<AlertHistoryEntry> find(FindAlertHistory query) {
        rows.require(query, query.id().value(), "Alert");
        List<AlertHistoryEntry> entries =
                entries(query.tenantId(), query.id(), query.listing(), "").list();
        return query.listing().page(entries, entry -> entry, entry -> Long.toString(entry.position()));
    }

    @QueryHandler
    Page<AlertCommentView> find(FindAlertComments query) {
        rows.require(query, query.id().value(), "Alert");
        List<AlertHistoryEntry> entries = entries(
                        query.tenantId(), query.id(), query.listing(), " and event.type = 'AlertCommented'")
                .list();
        Page<AlertHistoryEntry> page =
                query.listing().page(entries, entry -> entry, entry -> Long.toString(entry.position()));
        return new Page<>(
                page.items().stream()
                        .map(AlertHistory::comment)
                        .flatMap(Optional::stream)
                        .toList(),
                page.nextCursor());
    }

    private JdbcClient.MappedQuerySpec<AlertHistoryEntry> entries(
            TenantId tenantId, AlertId alertId, Listing listing, String condition) {
        Long before = Cursor.position(listing.cursor());
        return jdbc.sql("select event.position, event.at, event.type, event.actor_type, event.actor_id,"
                        + " log.payload from audit_event event" + TrailRows.WITH_EVENT_AND_LINK
                        + " where event.tenant_id = :tenant and event.aggregate_id = :alert and event.position < :before"
                        + condition
                        + " order by event.position desc limit :limit")
                .param("tenant", tenantId.value())
                .param("alert", alertId.toString())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", listing.limit() + 1)
                .query(AlertHistory::entry);
    }

    private static AlertHistoryEntry entry(ResultSet row, int number) throws SQLException {
        return new AlertHistoryEntry(
                row.getLong("position"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("actor_type"),
                row.getString("actor_id"),
                ShownPayload.text(row.getBytes("payload")));
    }

    /** @return nothing of what somebody has tampered with: that it was there, the alert's history shows */
    private static Optional<AlertCommentView> comment(AlertHistoryEntry entry) {
        try {
            AlertCommented comment = EventJson.mapper().readValue(entry.details(), AlertCommented.class);
            return Optional.of(new AlertCommentView(comment.commentId(), comment.userId(), entry.at(), comment.text()));
        } catch (JsonProcessingException tampered) {
            return Optional.empty();
        }
    }
}
