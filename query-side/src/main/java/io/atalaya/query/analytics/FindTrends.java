package io.atalaya.query.analytics;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.series.SeriesRange;

/** How a metric of all the tenant's devices, and their alerts, went over time up to now. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindTrends(TenantId tenantId, SiteLimit within, String metric, SeriesRange range)
        implements SiteScopedQuery {}
