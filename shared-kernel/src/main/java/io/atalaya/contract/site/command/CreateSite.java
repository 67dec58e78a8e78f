package io.atalaya.contract.site.command;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.kernel.messaging.GroupCommitted;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Adds a site to the tenant. Repeating it changes nothing. */
@TenantWide
@RequiresPermission(Permission.MANAGE_SITES)
@GroupCommitted
public record CreateSite(
        @TargetAggregateIdentifier SiteId siteId,
        TenantId tenantId,
        String name,
        @Nullable String address,
        @Nullable String timezone)
        implements Command {}
