package io.atalaya.contract.notification.command;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sends a message through a channel, whatever its filters; also if it is paused or not enabled. */
@TenantWide
@RequiresPermission(Permission.MANAGE_NOTIFICATIONS)
public record TestNotificationChannel(
        @TargetAggregateIdentifier ChannelId channelId, TenantId tenantId) implements Command {}
