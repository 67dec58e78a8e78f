package io.atalaya.query.maintenance;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/** A page of the tenant's maintenance, the last planned first; {@code null} filters nothing. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindMaintenances(
        TenantId tenantId,
        SiteLimit within,
        @Nullable MaintenanceStatus status,
        @Nullable DeviceId deviceId,
        Listing listing)
        implements SiteScopedQuery {}
