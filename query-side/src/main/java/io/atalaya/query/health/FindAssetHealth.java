package io.atalaya.query.health;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.TimeRange;

/** How well an asset is, and was: in each part as its worst device. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindAssetHealth(TenantId tenantId, SiteLimit within, AssetId assetId, TimeRange history)
        implements SiteScopedQuery {}
