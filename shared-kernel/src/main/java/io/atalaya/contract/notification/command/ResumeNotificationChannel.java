package io.atalaya.contract.notification.command;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets a paused channel try again. Changes nothing for others. */
@TenantWide
@RequiresPermission(Permission.MANAGE_NOTIFICATIONS)
public record ResumeNotificationChannel(
        @TargetAggregateIdentifier ChannelId channelId, TenantId tenantId) implements Command {}
