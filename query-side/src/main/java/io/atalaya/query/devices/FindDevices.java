package io.atalaya.query.devices;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tenant's devices, newest first; {@code null} filters nothing.
 *
 * @param status those that are retired are listed only if they are asked for
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindDevices(
        TenantId tenantId,
        SiteLimit within,
        @Nullable DeviceStatus status,
        @Nullable String type,
        @Nullable String area,
        @Nullable SiteId siteId,
        @Nullable AssetId assetId,
        Listing listing)
        implements SiteScopedQuery {}
