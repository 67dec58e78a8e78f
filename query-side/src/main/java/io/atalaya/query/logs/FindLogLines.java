package io.atalaya.query.logs;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.logs.LogLevel;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import io.atalaya.query.TimeRange;
import java.util.List;

/**
 * A page of a device's log, newest first.
 *
 * @param levels empty means all
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindLogLines(
        TenantId tenantId, SiteLimit within, DeviceId deviceId, List<LogLevel> levels, TimeRange range, Listing listing)
        implements SiteScopedQuery {}
