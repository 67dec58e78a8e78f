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
 * A message has been taken by the next one on its way: the mail server, the endpoint, the broker.
 *
 * @param notified how many events the message is about; more than one in a digest
 * @param userId the member that it went to; {@code null} for a mailbox, endpoint or topic of the channel
 */
@Revision("1")
public record NotificationSent(
        NotificationId notificationId,
        TenantId tenantId,
        ChannelId channelId,
        Occasion occasion,
        int notified,
        @Nullable AlertId alertId,
        @Nullable TicketId ticketId,
        @Nullable UserId userId,
        int attempts)
        implements NotificationEvent {}
