package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** The newest value of each metric of a device. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindLatestReadings(TenantId tenantId, SiteLimit within, DeviceId deviceId) implements SiteScopedQuery {}
