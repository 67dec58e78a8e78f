package io.atalaya.contract.notification.event;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * A channel exists from now on.
 *
 * @param destination where it leads, as far as everybody may know
 */
@Revision("1")
public record NotificationChannelAdded(
        ChannelId channelId, TenantId tenantId, ChannelType type, ChannelSettings settings, String destination)
        implements NotificationEvent {}
