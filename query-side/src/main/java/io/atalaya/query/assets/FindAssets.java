package io.atalaya.query.assets;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.query.Listing;

/** A page of the tenant's assets, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAssets(TenantId tenantId, Listing listing) implements Query {}
