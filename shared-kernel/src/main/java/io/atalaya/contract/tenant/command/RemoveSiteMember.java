package io.atalaya.contract.tenant.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes this site from a member who is limited to some. Refused for the last of them: no sites would mean all. */
@TenantWide
@RequiresPermission(Permission.MANAGE_MEMBERS)
public record RemoveSiteMember(@TargetAggregateIdentifier TenantId tenantId, UserId userId, SiteId siteId)
        implements Command {}
