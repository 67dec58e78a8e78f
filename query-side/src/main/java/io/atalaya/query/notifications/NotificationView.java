package io.atalaya.query.notifications;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.ticket.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger, as clients see it.
 *
 * @param channelId absent if no channel wanted to tell of it
 * @param eventId the event that it tells of
 * @param correlationId the same along the whole chain that led to it
 * @param userId the member that it is for
 * @param address the mailbox that it is for, mostly left out
 * @param reason why it is SUPPRESSED
 * @param digestId the notification that carries it
 * @param nextAttemptAt while it is PENDING
 * @param lastFailure why the last attempt failed
 */
public record NotificationView(
        NotificationId id,
        @Nullable ChannelId channelId,
        @Nullable ChannelType channelType,
        Occasion event,
        Severity severity,
        boolean urgent,
        String subject,
        NotificationStatus status,
        @Nullable String reason,
        @Nullable NotificationId digestId,
        @Nullable AlertId alertId,
        @Nullable TicketId ticketId,
        @Nullable UserId userId,
        @Nullable String address,
        String eventId,
        String correlationId,
        Instant occurredAt,
        Instant createdAt,
        @Nullable Instant sentAt,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastFailure) {}
