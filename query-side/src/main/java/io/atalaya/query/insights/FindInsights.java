package io.atalaya.query.insights;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.series.SeriesRange;
import org.jspecify.annotations.Nullable;

/**
 * What is unusual about the tenant's devices; {@code null} filters nothing.
 *
 * @param limit how many devices are looked at, the newest ones: 1 to {@link #MAX_LIMIT}
 * @param cursor from the answer before; {@code null} for the first
 */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindInsights(
        TenantId tenantId,
        SiteLimit within,
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        SeriesRange range,
        int limit,
        @Nullable String cursor)
        implements SiteScopedQuery {
    public static final int MAX_LIMIT = 100;

    public FindInsights {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "limit", "must be between 1 and " + MAX_LIMIT);
        }
    }
}
