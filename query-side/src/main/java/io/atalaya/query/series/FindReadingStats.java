package io.atalaya.query.series;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.TimeRange;
import java.util.List;

/**
 * A device's readings in figures.
 *
 * @param metrics 100 at most; empty means all
 * @param range without an end, up to now; without a beginning, the 24 hours before the end
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindReadingStats(
        TenantId tenantId, SiteLimit within, DeviceId deviceId, List<String> metrics, TimeRange range)
        implements SiteScopedQuery {
    private static final int MAX_METRICS = 100;

    public FindReadingStats {
        if (metrics.size() > MAX_METRICS) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "metric", "may be given " + MAX_METRICS + " times at most");
        }
    }
}
