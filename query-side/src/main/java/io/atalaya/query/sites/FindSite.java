package io.atalaya.query.sites;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import java.util.Set;

/**
 * One site of the tenant.
 *
 * @param within the sites that the asker is limited to; empty means all
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindSite(TenantId tenantId, SiteId id, Set<SiteId> within) implements Query {}
