package io.atalaya.alerting.notification;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A message that nobody else delivers for a while.
 *
 * @param recipient the recipient's key
 * @param userId the recipient, if it is a member
 * @param attempts this one included
 */
record Leased(
        NotificationId id,
        TenantId tenantId,
        ChannelId channelId,
        String eventId,
        String correlationId,
        @Nullable AlertId alertId,
        @Nullable TicketId ticketId,
        String recipient,
        @Nullable UserId userId,
        News news,
        int attempts) {}
