package io.atalaya.contract.notification.event;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Nothing goes through the channel any more, for ever. */
@Revision("1")
public record NotificationChannelRemoved(ChannelId channelId, TenantId tenantId) implements NotificationEvent {}
