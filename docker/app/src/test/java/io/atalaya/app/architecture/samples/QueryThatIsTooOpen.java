package io.atalaya.app.architecture.samples;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** A query that members who are limited to sites may ask about a device of any. */
@TenantWide(openToAll = true)
@RequiresPermission(Permission.READ_OPERATIONS)
public record QueryThatIsTooOpen(TenantId tenantId, DeviceId deviceId) implements Query {}
