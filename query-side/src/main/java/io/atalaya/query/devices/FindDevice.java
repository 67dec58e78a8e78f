package io.atalaya.query.devices;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** One device of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindDevice(TenantId tenantId, DeviceId id) implements Query {}
