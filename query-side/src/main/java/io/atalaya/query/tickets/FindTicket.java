package io.atalaya.query.tickets;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;

/** One ticket of the tenant. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindTicket(TenantId tenantId, SiteLimit within, TicketId id) implements SiteScopedQuery {}
