package io.atalaya.contract.tenant.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.TenantWide;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a member another role or other sites. Refused if it would leave the tenant without an owner. */
@TenantWide
@RequiresPermission(Permission.MANAGE_MEMBERS)
public record ChangeMember(@TargetAggregateIdentifier TenantId tenantId, UserId userId, Role role, Set<SiteId> siteIds)
        implements Command {}
