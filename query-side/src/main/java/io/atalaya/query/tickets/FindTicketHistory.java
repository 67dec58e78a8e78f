package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;

/** A page of what happened to a ticket, its timers included, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindTicketHistory(TenantId tenantId, SiteLimit within, TicketId id, Listing listing)
        implements SiteScopedQuery {}
