package io.atalaya.contract.ticket.command;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.messaging.GroupCommitted;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The work is done. */
@RequiresPermission(Permission.WORK_ON_TICKETS)
@GroupCommitted
public record CompleteTicket(
        @TargetAggregateIdentifier TicketId ticketId,
        TenantId tenantId,
        @Nullable String note) implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.TICKET, ticketId.value()));
    }
}
