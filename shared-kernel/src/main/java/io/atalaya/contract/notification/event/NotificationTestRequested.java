package io.atalaya.contract.notification.event;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Somebody wants a message to go through the channel, to see whether it arrives. */
@Revision("1")
public record NotificationTestRequested(ChannelId channelId, TenantId tenantId) implements NotificationEvent {}
