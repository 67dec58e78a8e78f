package io.atalaya.query.sites;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One site of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindSite(TenantId tenantId, SiteLimit within, SiteId id) implements SiteScopedQuery {}
