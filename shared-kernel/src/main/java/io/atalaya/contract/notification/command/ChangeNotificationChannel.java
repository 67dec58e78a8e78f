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
import org.jspecify.annotations.Nullable;

/**
 * Changes what goes through a channel, and perhaps where it leads. Repeating it changes nothing.
 *
 * @param target of the same type as before; {@code null} leaves it as it is
 */
@TenantWide
@RequiresPermission(Permission.MANAGE_NOTIFICATIONS)
public record ChangeNotificationChannel(
        @TargetAggregateIdentifier ChannelId channelId,
        TenantId tenantId,
        ChannelSettings settings,
        @Nullable ChannelTarget target)
        implements Command {}
