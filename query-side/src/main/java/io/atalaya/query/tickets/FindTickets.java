package io.atalaya.query.tickets;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tenant's tickets, newest first; {@code null} filters nothing.
 *
 * @param breached whether any of their times was ever up
 * @param overdue whether their present time is up
 */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindTickets(
        TenantId tenantId,
        SiteLimit within,
        @Nullable TicketStatus status,
        @Nullable Priority priority,
        @Nullable UserId assigneeId,
        @Nullable DeviceId deviceId,
        @Nullable AssetId assetId,
        @Nullable AlertId alertId,
        @Nullable Boolean breached,
        @Nullable Boolean overdue,
        Listing listing)
        implements SiteScopedQuery {}
