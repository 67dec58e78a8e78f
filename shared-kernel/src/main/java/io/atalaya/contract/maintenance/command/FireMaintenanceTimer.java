package io.atalaya.contract.maintenance.command;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The moment of a timer has come. Changes nothing if it has been cancelled since. */
@RequiresPermission(systemOnly = true)
public record FireMaintenanceTimer(
        @TargetAggregateIdentifier MaintenanceId maintenanceId, TenantId tenantId, String timer, int generation)
        implements Command {}
