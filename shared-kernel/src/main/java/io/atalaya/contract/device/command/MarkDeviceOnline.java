package io.atalaya.contract.device.command;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The device has reported. On a device that is online it changes nothing.
 *
 * @param at when the report came, by the server's clock
 */
@RequiresPermission(systemOnly = true)
public record MarkDeviceOnline(@TargetAggregateIdentifier DeviceId deviceId, TenantId tenantId, Instant at)
        implements Command {}
