package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;

/** A page of a ticket's photos and documents, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAttachments(TenantId tenantId, SiteLimit within, TicketId ticketId, Listing listing)
        implements SiteScopedQuery {}
