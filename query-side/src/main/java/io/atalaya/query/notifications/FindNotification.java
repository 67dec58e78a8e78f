package io.atalaya.query.notifications;

import io.atalaya.contract.notification.NotificationId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** One entry of the tenant's ledger. */
@TenantWide
@RequiresPermission(Permission.READ_NOTIFICATIONS)
public record FindNotification(TenantId tenantId, NotificationId id) implements Query {}
