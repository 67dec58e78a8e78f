package io.atalaya.query.devices;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One device of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindDevice(TenantId tenantId, SiteLimit within, DeviceId id) implements SiteScopedQuery {}
