package io.atalaya.alerting.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.json.EventJson;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Enters who is told what. An entry's id follows from event, channel and recipient, so that none is ever made twice. */
@Component
class Ledger {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json = EventJson.mapper();

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static NotificationId id(String eventId, @Nullable ChannelId channelId, Recipient recipient) {
        return new NotificationId(
                Sha256.uuid(Sha256.of(eventId + "\n" + (channelId == null ? "" : channelId) + "\n" + recipient.key())));
    }

    boolean holds(NotificationId id) {
        return jdbc.sql("select exists(select 1 from notification where id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** To be sent as soon as may be. */
    void send(Announcement announcement, Channel channel, Recipient recipient) {
        insert(announcement, channel, recipient, "PENDING", null, null);
    }

    /** @param channel {@code null} if there is none */
    void suppress(Announcement announcement, @Nullable Channel channel, Recipient recipient, Suppression reason) {
        insert(announcement, channel, recipient, "SUPPRESSED", reason, null);
    }

    void putInto(NotificationId digest, Announcement announcement, Channel channel, Recipient recipient) {
        insert(announcement, channel, recipient, "SUPPRESSED", Suppression.DIGESTED, digest);
    }

    /** Messages of their own that the recipient has been meant to get since then. */
    long singlySince(Instant since, Channel channel, Recipient recipient) {
        return jdbc.sql("select count(*) from notification where channel_id = :channel and recipient = :recipient"
                        + " and created_at > :since and status <> 'SUPPRESSED' and occasion not in ('DIGEST', 'TEST')")
                .param("channel", channel.id().value())
                .param("recipient", recipient.key())
                .param("since", utc(since))
                .query(Long.class)
                .single();
    }

    /**
     * The digest that is being gathered. Until the transaction ends, nobody can send it; one that somebody has begun to
     * send takes nothing more.
     */
    Optional<NotificationId> openDigest(Channel channel, Recipient recipient) {
        return jdbc.sql("select id from notification where channel_id = :channel and recipient = :recipient"
                        + " and created_at > :since and occasion = 'DIGEST' and status = 'PENDING' and attempts = 0"
                        + " and due_at > :now for update")
                .param("channel", channel.id().value())
                .param("recipient", recipient.key())
                .param("since", utc(clock.instant().minus(channel.settings().digestEvery())))
                .param("now", utc(clock.instant()))
                .query((row, number) -> new NotificationId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** @param first what is gathered first; the digest's id follows from it */
    NotificationId newDigest(Announcement first, Channel channel, Recipient recipient) {
        NotificationId id = id(first.eventId() + "\ndigest", channel.id(), recipient);
        News news = News.of(Occasion.DIGEST, first.news().at());
        Instant due = clock.instant().plus(channel.settings().digestEvery());
        insert(id, first, null, null, news, "Digest", channel, recipient, "PENDING", null, null, due);
        return id;
    }

    private void insert(
            Announcement announcement,
            @Nullable Channel channel,
            Recipient recipient,
            String status,
            @Nullable Suppression reason,
            @Nullable NotificationId digest) {
        insert(
                id(announcement.eventId(), channel == null ? null : channel.id(), recipient),
                announcement,
                announcement.alertId(),
                announcement.ticketId(),
                announcement.news(),
                Wording.of(announcement.news()).subject(),
                channel,
                recipient,
                status,
                reason,
                digest,
                clock.instant());
    }

    private void insert(
            NotificationId id,
            Announcement announcement,
            @Nullable AlertId alertId,
            @Nullable TicketId ticketId,
            News news,
            String subject,
            @Nullable Channel channel,
            Recipient recipient,
            String status,
            @Nullable Suppression reason,
            @Nullable NotificationId digest,
            Instant due) {
        UserId member = recipient.member();
        jdbc.sql("insert into notification (id, tenant_id, channel_id, channel_type, occasion, severity, urgent,"
                        + " event_id, correlation_id, alert_id, ticket_id, recipient, user_id, address_shown, subject,"
                        + " content, status, reason, digest_id, occurred_at, created_at, due_at)"
                        + " values (:id, :tenant, :channel::uuid, :type, :occasion, :severity, :urgent, :event,"
                        + " :correlation, :alert::uuid, :ticket::uuid, :recipient, :user::uuid, :shown, :subject,"
                        + " cast(:content as jsonb), :status, :reason, :digest::uuid, :occurred, :now, :due)"
                        + " on conflict (id) do nothing")
                .param("id", id.value())
                .param("tenant", announcement.tenantId().value())
                .param("channel", channel == null ? null : channel.id().value())
                .param(
                        "type",
                        channel == null
                                ? null
                                : channel.kept().target().channelType().name())
                .param("occasion", news.occasion().name())
                .param("severity", announcement.news().severity().name())
                .param("urgent", announcement.urgent())
                .param("event", announcement.eventId())
                .param("correlation", announcement.correlationId())
                .param("alert", alertId == null ? null : alertId.value())
                .param("ticket", ticketId == null ? null : ticketId.value())
                .param("recipient", recipient.key())
                .param("user", member == null ? null : member.value())
                .param("shown", recipient instanceof Recipient.Mailbox mailbox ? mailbox.shown() : null)
                .param("subject", subject)
                .param("content", write(news))
                .param("status", status)
                .param("reason", reason == null ? null : reason.name())
                .param("digest", digest == null ? null : digest.value())
                .param("occurred", utc(announcement.news().at()))
                .param("now", utc(clock.instant()))
                .param("due", utc(due))
                .update();
    }

    private String write(News news) {
        try {
            return json.writeValueAsString(news);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("News cannot be written as JSON", impossible);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
