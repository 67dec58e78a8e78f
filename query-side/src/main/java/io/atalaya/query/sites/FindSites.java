package io.atalaya.query.sites;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;

/** A page of the tenant's sites, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindSites(TenantId tenantId, SiteLimit within, Listing listing) implements SiteScopedQuery {}
