package io.atalaya.contract.notification.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A message could not be delivered, and is not tried again unless somebody wants it.
 *
 * @param userId the member that it was for; {@code null} for a mailbox, endpoint or topic of the channel
 * @param failure why the last attempt failed
 */
@Revision("1")
public record NotificationGivenUp(
        NotificationId notificationId,
        TenantId tenantId,
        ChannelId channelId,
        Occasion occasion,
        @Nullable AlertId alertId,
        @Nullable TicketId ticketId,
        @Nullable UserId userId,
        int attempts,
        String failure)
        implements NotificationEvent {}
