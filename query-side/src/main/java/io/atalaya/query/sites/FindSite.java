package io.atalaya.query.sites;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** One site of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindSite(TenantId tenantId, SiteId id) implements Query {}
