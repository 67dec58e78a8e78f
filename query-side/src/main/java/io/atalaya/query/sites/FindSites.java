package io.atalaya.query.sites;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.query.Listing;
import java.util.Set;

/**
 * A page of the tenant's sites, newest first.
 *
 * @param within the sites that the asker is limited to; empty means all
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindSites(TenantId tenantId, Set<SiteId> within, Listing listing) implements Query {}
