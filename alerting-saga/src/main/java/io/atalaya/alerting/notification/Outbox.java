package io.atalaya.alerting.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What of the ledger waits to be sent. Nodes share it: whoever leases a message has it alone until the lease is over, and
 * writes its outcome only if nobody has leased it since.
 */
@Component
class Outbox {
    /** Of so many that are due longest, those are chosen whose channels have room. */
    private static final int CANDIDATES = 1000;

    private static final String MARK = " where id = :id and status = 'PENDING' and attempts = :attempts";

    /** As {@link Subjects#siteOf} says it. */
    private static final String SITE = "(select site_id from directory_entry place"
            + " where place.tenant_id = notification.tenant_id and place.site_id is not null"
            + " and (place.kind = 'DEVICE' and place.id = coalesce(notification.content #>> '{alert,deviceId}',"
            + " notification.content #>> '{ticket,deviceId}')::uuid"
            + " or place.kind = 'ASSET' and place.id = (notification.content #>> '{ticket,assetId}')::uuid)"
            + " order by place.kind desc limit 1)";

    private final JdbcClient jdbc;
    private final ObjectMapper json = EventJson.mapper();

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param limit at most so many
     * @param perChannel of each channel, together with those in flight
     * @param inFlight how many of a channel are being delivered here
     */
    List<Leased> lease(Instant now, Duration lease, int limit, int perChannel, Map<ChannelId, Integer> inFlight) {
        List<Map.Entry<ChannelId, Integer>> busy = List.copyOf(inFlight.entrySet());
        return jdbc.sql("with busy as (select * from unnest(:busy, :counts) as busy (channel_id, messages)),"
                        + " due as materialized (select id, channel_id, due_at from notification"
                        + " where status = 'PENDING' and due_at <= :now"
                        + " and channel_id not in (select channel_id from busy where messages >= :perChannel)"
                        + " and (occasion = 'TEST' or not exists (select 1 from notification_channel channel"
                        + " where channel.id = channel_id and paused_at is not null))"
                        + " order by due_at limit :candidates),"
                        + " placed as (select id, due_at,"
                        + " row_number() over (partition by channel_id order by due_at, id)"
                        + " + coalesce((select messages from busy where busy.channel_id = due.channel_id), 0) as place"
                        + " from due),"
                        + " free as materialized (select message.id from notification message join placed"
                        + " on placed.id = message.id where place <= :perChannel and message.status = 'PENDING'"
                        + " and message.due_at <= :now order by placed.due_at limit :limit"
                        + " for update of message skip locked)"
                        + " update notification message set attempts = attempts + 1, due_at = :until from free"
                        + " where message.id = free.id returning message.*")
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .param(
                        "busy",
                        busy.stream().map(entry -> entry.getKey().value()).toArray(UUID[]::new))
                .param("counts", busy.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .param("candidates", CANDIDATES)
                .param("perChannel", perChannel)
                .param("limit", limit)
                .query((row, number) -> leased(row))
                .list();
    }

    /** What a digest carries of what stands within these sites now, oldest first. */
    List<Member> members(NotificationId digest, SiteLimit within, int limit) {
        return ofDigest("select id, content", digest, within, " order by position limit " + limit)
                .query((row, number) ->
                        new Member(new NotificationId(row.getObject("id", UUID.class)), news(row.getString("content"))))
                .list();
    }

    long count(NotificationId digest, SiteLimit within) {
        return ofDigest("select count(*)", digest, within, "").query(Long.class).single();
    }

    private JdbcClient.StatementSpec ofDigest(String select, NotificationId digest, SiteLimit within, String rest) {
        return jdbc.sql(select + " from notification where digest_id = :digest and (:everywhere or " + SITE
                        + " = any(:sites))" + rest)
                .param("digest", digest.value())
                .param("everywhere", within.isNone())
                .param("sites", within.siteIds().stream().map(SiteId::value).toArray(UUID[]::new));
    }

    /** @return whether it was still ours to say so; so do the others */
    boolean sent(Leased message, Instant at, String subject) {
        return jdbc.sql("update notification set status = 'SENT', sent_at = :at, subject = :subject,"
                                + " last_failure = null" + MARK)
                        .param("at", utc(at))
                        .param("subject", subject)
                        .param("id", message.id().value())
                        .param("attempts", message.attempts())
                        .update()
                == 1;
    }

    boolean retryAt(Leased message, Instant at, String failure) {
        return jdbc.sql("update notification set due_at = :at, last_failure = :failure" + MARK)
                        .param("at", utc(at))
                        .param("failure", failure)
                        .param("id", message.id().value())
                        .param("attempts", message.attempts())
                        .update()
                == 1;
    }

    boolean giveUp(Leased message, String failure) {
        return jdbc.sql("update notification set status = 'DEAD_LETTER', last_failure = :failure" + MARK)
                        .param("failure", failure)
                        .param("id", message.id().value())
                        .param("attempts", message.attempts())
                        .update()
                == 1;
    }

    /** An attempt that was none. */
    boolean suppress(Leased message, Suppression reason) {
        return jdbc.sql("update notification set status = 'SUPPRESSED', reason = :reason, attempts = attempts - 1"
                                + MARK)
                        .param("reason", reason.name())
                        .param("id", message.id().value())
                        .param("attempts", message.attempts())
                        .update()
                == 1;
    }

    int purge(Instant before) {
        return jdbc.sql("delete from notification where created_at < :before and status <> 'PENDING'")
                .param("before", utc(before))
                .update();
    }

    private Leased leased(ResultSet row) throws SQLException {
        UUID alert = row.getObject("alert_id", UUID.class);
        UUID ticket = row.getObject("ticket_id", UUID.class);
        UUID user = row.getObject("user_id", UUID.class);
        return new Leased(
                new NotificationId(row.getObject("id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new ChannelId(row.getObject("channel_id", UUID.class)),
                row.getString("event_id"),
                row.getString("correlation_id"),
                alert == null ? null : new AlertId(alert),
                ticket == null ? null : new TicketId(ticket),
                row.getString("recipient"),
                user == null ? null : new UserId(user),
                news(row.getString("content")),
                row.getInt("attempts"));
    }

    private News news(String content) {
        try {
            return json.readValue(content, News.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("Stored news cannot be read", damaged);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** A part of a digest. */
    record Member(NotificationId id, News news) {}
}
