package io.atalaya.query.apikeys;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tenant's API keys, newest first.
 *
 * @param deviceId only this device's; {@code null} for all
 */
@TenantWide
@RequiresPermission(Permission.READ_ACCESS)
public record FindApiKeys(TenantId tenantId, @Nullable DeviceId deviceId, Listing listing) implements Query {}
