package io.atalaya.query.devices;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** Whether one device of the tenant is online, and how much of the last time it was. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindDeviceStatus(TenantId tenantId, SiteLimit within, DeviceId id) implements SiteScopedQuery {}
