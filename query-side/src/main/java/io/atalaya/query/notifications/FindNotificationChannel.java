package io.atalaya.query.notifications;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** One notification channel of the tenant. */
@TenantWide
@RequiresPermission(Permission.READ_NOTIFICATIONS)
public record FindNotificationChannel(TenantId tenantId, ChannelId id) implements Query {}
