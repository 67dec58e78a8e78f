package io.atalaya.contract.ticket.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.messaging.GroupCommitted;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives the ticket to a member of the tenant. */
@RequiresPermission(Permission.WORK_ON_TICKETS)
@GroupCommitted
public record AssignTicket(@TargetAggregateIdentifier TicketId ticketId, TenantId tenantId, UserId assigneeId)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.TICKET, ticketId.value()));
    }
}
