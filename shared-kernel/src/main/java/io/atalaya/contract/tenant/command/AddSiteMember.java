package io.atalaya.contract.tenant.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets a member of the tenant act on this site too. Changes nothing for whoever may act on all. */
@TenantWide
@RequiresPermission(Permission.MANAGE_MEMBERS)
public record AddSiteMember(@TargetAggregateIdentifier TenantId tenantId, UserId userId, SiteId siteId)
        implements Command {}
