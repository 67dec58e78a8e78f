package io.atalaya.query.tenants;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** The tenant itself. */
@TenantWide(openToAll = true)
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindTenant(TenantId tenantId) implements Query {}
