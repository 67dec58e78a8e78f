package io.atalaya.query.notifications;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.query.Listing;

/** A page of the tenant's notification channels, newest first. */
@TenantWide
@RequiresPermission(Permission.READ_NOTIFICATIONS)
public record FindNotificationChannels(TenantId tenantId, Listing listing) implements Query {}
