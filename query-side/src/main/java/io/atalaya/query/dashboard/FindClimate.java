package io.atalaya.query.dashboard;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import org.jspecify.annotations.Nullable;

/** Temperature and humidity of the tenant's devices; {@code null} filters nothing. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindClimate(
        TenantId tenantId,
        SiteLimit within,
        @Nullable SiteId siteId,
        @Nullable AssetId assetId) implements SiteScopedQuery {}
