package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import io.atalaya.query.TimeRange;
import java.util.List;

/**
 * A page of a device's readings, newest first.
 *
 * @param metrics 100 at most; empty means all
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindReadings(
        TenantId tenantId, SiteLimit within, DeviceId deviceId, List<String> metrics, TimeRange range, Listing listing)
        implements SiteScopedQuery {
    private static final int MAX_METRICS = 100;

    public FindReadings {
        if (metrics.size() > MAX_METRICS) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "metric", "may be given " + MAX_METRICS + " times at most");
        }
    }
}
