package io.atalaya.contract.ticket.command;

import io.atalaya.contract.ticket.Priority;
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

/**
 * Replaces what the ticket says.
 *
 * @param revision the one that the sender has seen; refused if there is another since. {@code null} replaces any
 */
@RequiresPermission(Permission.WORK_ON_TICKETS)
@GroupCommitted
public record UpdateTicket(
        @TargetAggregateIdentifier TicketId ticketId,
        TenantId tenantId,
        String title,
        @Nullable String description,
        Priority priority,
        @Nullable Integer revision)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.TICKET, ticketId.value()));
    }
}
