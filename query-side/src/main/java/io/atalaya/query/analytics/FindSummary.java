package io.atalaya.query.analytics;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.series.SeriesRange;

/** What has happened in the tenant up to now. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindSummary(TenantId tenantId, SiteLimit within, SeriesRange range) implements SiteScopedQuery {}
