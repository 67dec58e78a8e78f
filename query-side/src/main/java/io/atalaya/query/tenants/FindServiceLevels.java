package io.atalaya.query.tenants;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** How fast the tenant's tickets are to be served, be it by the platform's standard. */
@TenantWide(openToAll = true)
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindServiceLevels(TenantId tenantId) implements Query {}
