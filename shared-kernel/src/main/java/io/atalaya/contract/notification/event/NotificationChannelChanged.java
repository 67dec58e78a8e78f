package io.atalaya.contract.notification.event;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The channel is like this from now on.
 *
 * @param destination where it leads, as far as everybody may know; it may lead elsewhere though this says the same
 */
@Revision("1")
public record NotificationChannelChanged(
        ChannelId channelId, TenantId tenantId, ChannelSettings settings, String destination)
        implements NotificationEvent {}
