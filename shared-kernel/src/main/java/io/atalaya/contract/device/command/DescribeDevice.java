package io.atalaya.contract.device.command;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A device says how it is. Saying the same again changes nothing, and neither does what comes late.
 *
 * @param at by the device's clock
 */
@RequiresPermission(Permission.SEND_TELEMETRY)
public record DescribeDevice(
        @TargetAggregateIdentifier DeviceId deviceId, TenantId tenantId, SelfDescription said, Instant at)
        implements Command {}
