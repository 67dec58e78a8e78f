package io.atalaya.query.alerts;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Suppression;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/** A page of the tenant's alerts, newest first; {@code null} filters nothing. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAlerts(
        TenantId tenantId,
        SiteLimit within,
        @Nullable AlertStatus status,
        @Nullable Severity severity,
        @Nullable DeviceId deviceId,
        @Nullable SiteId siteId,
        @Nullable String type,
        @Nullable Suppression suppression,
        @Nullable UserId assigneeId,
        Listing listing)
        implements SiteScopedQuery {}
