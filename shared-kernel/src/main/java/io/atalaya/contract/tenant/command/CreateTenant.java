package io.atalaya.contract.tenant.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Starts a new tenant. Repeating it changes nothing. */
@TenantWide
@RequiresPermission(Permission.MANAGE_TENANTS)
public record CreateTenant(@TargetAggregateIdentifier TenantId tenantId, String name) implements Command {}
