package io.atalaya.contract.tenant.command;

import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says how fast the tenant's tickets are to be served. Time that runs already is not affected. Repeating it changes nothing. */
@TenantWide
@RequiresPermission(Permission.CHANGE_TENANT)
public record ChangeServiceLevels(@TargetAggregateIdentifier TenantId tenantId, ServiceLevels levels)
        implements Command {}
