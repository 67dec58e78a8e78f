package io.atalaya.query.health;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.TimeRange;

/** How well a device is, and was. */
@RequiresPermission(Permission.READ_DASHBOARDS)
public record FindDeviceHealth(TenantId tenantId, SiteLimit within, DeviceId deviceId, TimeRange history)
        implements SiteScopedQuery {}
