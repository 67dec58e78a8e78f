package io.atalaya.contract.site.command;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Removes a site. Refused while assets or devices stand there. */
@RequiresPermission(Permission.MANAGE_SITES)
public record RemoveSite(@TargetAggregateIdentifier SiteId siteId, TenantId tenantId) implements Command {}
