package io.atalaya.contract.notification.command;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Removes a channel. What waits to go through it is not sent any more. */
@TenantWide
@RequiresPermission(Permission.MANAGE_NOTIFICATIONS)
public record RemoveNotificationChannel(
        @TargetAggregateIdentifier ChannelId channelId, TenantId tenantId) implements Command {}
