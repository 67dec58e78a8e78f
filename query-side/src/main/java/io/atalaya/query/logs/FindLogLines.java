package io.atalaya.query.logs;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.logs.LogLevel;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
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
        TenantId tenantId, DeviceId deviceId, List<LogLevel> levels, TimeRange range, Listing listing)
        implements Query {}
