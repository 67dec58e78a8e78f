package io.atalaya.query.notifications;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.query.Listing;
import io.atalaya.query.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tenant's ledger, newest first; {@code null} filters nothing.
 *
 * @param digest only what this digest carries
 * @param range when it was entered
 */
@TenantWide
@RequiresPermission(Permission.READ_NOTIFICATIONS)
public record FindNotifications(
        TenantId tenantId,
        @Nullable NotificationStatus status,
        @Nullable ChannelId channel,
        @Nullable AlertId alert,
        @Nullable TicketId ticket,
        @Nullable NotificationId digest,
        TimeRange range,
        Listing listing)
        implements Query {}
