package io.atalaya.contract.notification.event;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Somebody wants the paused channel to be tried again. */
@Revision("1")
public record NotificationChannelResumed(ChannelId channelId, TenantId tenantId) implements NotificationEvent {}
