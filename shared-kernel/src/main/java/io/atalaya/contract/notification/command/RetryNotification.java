package io.atalaya.contract.notification.command;

import io.atalaya.contract.notification.NotificationId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/** Tries a message again that was given up. */
@TenantWide
@RequiresPermission(Permission.MANAGE_NOTIFICATIONS)
public record RetryNotification(NotificationId notificationId, TenantId tenantId) implements Command {}
