package io.atalaya.query.tenants;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.query.Listing;

/** A page of all tenants, newest first. For platform staff. */
@TenantWide
@RequiresPermission(Permission.MANAGE_TENANTS)
public record FindTenants(TenantId tenantId, Listing listing) implements Query {}
