package io.atalaya.contract.device.command;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The device has been silent for too long. On a device that is offline it changes nothing.
 *
 * @param lastSeenAt when it last reported; too early by less than the setting {@code atalaya.devices.seen-precision} if
 *     its last reports came faster than that
 * @param at when its silence became too long, which is before this was noticed
 */
@RequiresPermission(systemOnly = true)
public record MarkDeviceOffline(
        @TargetAggregateIdentifier DeviceId deviceId, TenantId tenantId, Instant lastSeenAt, Instant at)
        implements Command {}
