package io.atalaya.query.tenants;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** One tenant. For platform staff. */
@RequiresPermission(Permission.MANAGE_TENANTS)
public record FindTenant(TenantId tenantId, TenantId id) implements Query {}
