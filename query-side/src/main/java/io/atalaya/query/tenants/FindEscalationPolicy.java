package io.atalaya.query.tenants;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** Whom the tenant wants to be told of its alerts, be it by the platform's standard. */
@TenantWide(openToAll = true)
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindEscalationPolicy(TenantId tenantId) implements Query {}
