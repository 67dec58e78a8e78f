package io.atalaya.query.audit.chain;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** Up to where the tenant's history can be read. Whoever may ask this may read all of it. */
@TenantWide
@RequiresPermission(Permission.READ_AUDIT)
public record FindHistoryHead(TenantId tenantId) implements Query {}
