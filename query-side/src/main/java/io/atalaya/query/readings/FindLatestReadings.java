package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** The newest value of each metric of a device. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindLatestReadings(TenantId tenantId, DeviceId deviceId) implements Query {}
