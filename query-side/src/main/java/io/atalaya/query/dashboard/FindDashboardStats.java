package io.atalaya.query.dashboard;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** How things stand in the tenant. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindDashboardStats(TenantId tenantId, SiteLimit within) implements SiteScopedQuery {}
