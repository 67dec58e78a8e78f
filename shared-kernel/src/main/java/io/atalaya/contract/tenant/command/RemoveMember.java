package io.atalaya.contract.tenant.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a membership. Refused for the tenant's last owner. */
@TenantWide
@RequiresPermission(Permission.MANAGE_MEMBERS)
public record RemoveMember(@TargetAggregateIdentifier TenantId tenantId, UserId userId) implements Command {}
