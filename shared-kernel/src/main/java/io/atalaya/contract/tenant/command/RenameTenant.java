package io.atalaya.contract.tenant.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives the tenant another name. Repeating it changes nothing. */
@TenantWide
@RequiresPermission(Permission.RENAME_TENANT)
public record RenameTenant(@TargetAggregateIdentifier TenantId tenantId, String name) implements Command {}
