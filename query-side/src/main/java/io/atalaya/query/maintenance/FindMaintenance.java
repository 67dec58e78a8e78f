package io.atalaya.query.maintenance;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One planned maintenance of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindMaintenance(TenantId tenantId, SiteLimit within, MaintenanceId id) implements SiteScopedQuery {}
