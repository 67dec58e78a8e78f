package io.atalaya.query.energy;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.series.SeriesRange;
import org.jspecify.annotations.Nullable;

/** What the tenant's devices have used up to now; {@code null} filters nothing. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindEnergy(
        TenantId tenantId,
        SiteLimit within,
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        @Nullable SiteId siteId,
        SeriesRange range)
        implements SiteScopedQuery {}
