package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.query.Listing;
import io.atalaya.query.TimeRange;
import java.util.List;

/**
 * A page of a device's readings, newest first.
 *
 * @param metrics 100 at most; empty means all
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindReadings(TenantId tenantId, DeviceId deviceId, List<String> metrics, TimeRange range, Listing listing)
        implements Query {
    private static final int MAX_METRICS = 100;

    public FindReadings {
        if (metrics.size() > MAX_METRICS) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "metric", "may be given " + MAX_METRICS + " times at most");
        }
    }
}
