package io.atalaya.query.sites;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.query.Listing;

/** A page of the tenant's sites, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindSites(TenantId tenantId, Listing listing) implements Query {}
