package io.atalaya.query.notifications;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the ledger, which is kept where notifications are made and delivered. */
@Component
public class NotificationQueries {
    private static final String SELECT = "select * from notification where tenant_id = :tenant";

    private final JdbcClient jdbc;

    NotificationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Page<NotificationView> find(FindNotifications query) {
        List<Row> rows = jdbc.sql(SELECT
                        + " and (:status::text is null or status = :status)"
                        + " and (:channel::uuid is null or channel_id = :channel::uuid)"
                        + " and (:alert::uuid is null or alert_id = :alert::uuid)"
                        + " and (:ticket::uuid is null or ticket_id = :ticket::uuid)"
                        + " and (:digest::uuid is null or digest_id = :digest::uuid)"
                        + " and (:from::timestamptz is null or created_at >= :from::timestamptz)"
                        + " and (:to::timestamptz is null or created_at < :to::timestamptz)"
                        + " and (:before::bigint is null or position < :before::bigint)"
                        + " order by position desc limit :limit")
                .param("tenant", query.tenantId().value())
                .param("status", query.status() == null ? null : query.status().name())
                .param(
                        "channel",
                        query.channel() == null ? null : query.channel().value())
                .param("alert", query.alert() == null ? null : query.alert().value())
                .param("ticket", query.ticket() == null ? null : query.ticket().value())
                .param("digest", query.digest() == null ? null : query.digest().value())
                .param("from", utc(query.range().from()))
                .param("to", utc(query.range().to()))
                .param("before", Cursor.position(query.listing().cursor()))
                .param("limit", query.listing().limit() + 1)
                .query((row, number) -> new Row(row.getLong("position"), view(row)))
                .list();
        return query.listing().page(rows, Row::view, row -> Long.toString(row.position()));
    }

    @QueryHandler
    NotificationView find(FindNotification query) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("tenant", query.tenantId().value())
                .param("id", query.id().value())
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(() -> Rejection.notFound("Notification"));
    }

    /**
     * What people were told, or were not, in consequence of something, oldest first.
     *
     * @param correlations of the chains of messages that it started
     * @param limit at most so many
     */
    public List<NotificationView> causedBy(TenantId tenantId, String[] correlations, int limit) {
        return jdbc.sql("with caused as materialized (select aggregate_id::uuid as id from audit_event"
                        + " where tenant_id = :tenant and correlation_id = any(:correlations)"
                        + " and aggregate_type in ('Alert', 'Ticket'))"
                        + " " + SELECT + " and (correlation_id = any(:correlations)"
                        + " or alert_id in (select id from caused) or ticket_id in (select id from caused))"
                        + " order by position limit :limit")
                .param("tenant", tenantId.value())
                .param("correlations", correlations)
                .param("limit", limit)
                .query((row, number) -> view(row))
                .list();
    }

    private static NotificationView view(ResultSet row) throws SQLException {
        NotificationStatus status = NotificationStatus.valueOf(row.getString("status"));
        String type = row.getString("channel_type");
        return new NotificationView(
                new NotificationId(row.getObject("id", UUID.class)),
                id(row, "channel_id", ChannelId::new),
                type == null ? null : ChannelType.valueOf(type),
                Occasion.valueOf(row.getString("occasion")),
                Severity.valueOf(row.getString("severity")),
                row.getBoolean("urgent"),
                row.getString("subject"),
                status,
                row.getString("reason"),
                id(row, "digest_id", NotificationId::new),
                id(row, "alert_id", AlertId::new),
                id(row, "ticket_id", TicketId::new),
                id(row, "user_id", UserId::new),
                row.getString("address_shown"),
                row.getString("event_id"),
                row.getString("correlation_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "sent_at"),
                row.getInt("attempts"),
                status == NotificationStatus.PENDING ? instant(row, "due_at") : null,
                row.getString("last_failure"));
    }

    private static <T> @Nullable T id(ResultSet row, String column, Function<UUID, T> type) throws SQLException {
        UUID value = row.getObject(column, UUID.class);
        return value == null ? null : type.apply(value);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private record Row(long position, NotificationView view) {}
}
