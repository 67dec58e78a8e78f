package io.atalaya.contract.notification.command;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Adds a channel. Repeating it changes nothing. A webhook gets a secret, with which the command is answered. */
@TenantWide
@RequiresPermission(Permission.MANAGE_NOTIFICATIONS)
public record AddNotificationChannel(
        @TargetAggregateIdentifier ChannelId channelId,
        TenantId tenantId,
        ChannelSettings settings,
        ChannelTarget target)
        implements Command {}
