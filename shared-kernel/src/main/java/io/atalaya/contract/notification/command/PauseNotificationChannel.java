package io.atalaya.contract.notification.command;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Stops trying, since everything fails. Changes nothing for a paused channel. */
@RequiresPermission(systemOnly = true)
public record PauseNotificationChannel(
        @TargetAggregateIdentifier ChannelId channelId, TenantId tenantId, int failures, String lastFailure)
        implements Command {}
