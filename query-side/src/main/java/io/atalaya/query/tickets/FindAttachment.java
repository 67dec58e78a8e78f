package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One photo or document of a ticket. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAttachment(TenantId tenantId, SiteLimit within, TicketId ticketId, AttachmentId id)
        implements SiteScopedQuery {}
