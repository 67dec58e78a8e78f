package io.atalaya.contract.notification.event;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Somebody wants a message that was given up to be tried again. */
@Revision("1")
public record NotificationRetried(NotificationId notificationId, TenantId tenantId, ChannelId channelId)
        implements NotificationEvent {}
