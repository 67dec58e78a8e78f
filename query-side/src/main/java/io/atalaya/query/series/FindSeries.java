package io.atalaya.query.series;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import org.jspecify.annotations.Nullable;

/** One metric of a device, or of all devices on an asset together, up to now. Exactly one of the two is given. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindSeries(
        TenantId tenantId,
        SiteLimit within,
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        String metric,
        SeriesRange range)
        implements SiteScopedQuery {
    public FindSeries {
        if ((deviceId == null) == (assetId == null)) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "deviceId", "or else assetId must be given, and not both");
        }
    }
}
