package io.atalaya.contract.ticket.command;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Adds a photo or document whose bytes have been stored.
 *
 * @param mediaType as its bytes say
 * @param size in bytes
 * @param sha256 of its bytes, in hex
 */
@RequiresPermission(Permission.OPEN_TICKETS)
public record AddAttachment(
        @TargetAggregateIdentifier TicketId ticketId,
        TenantId tenantId,
        AttachmentId attachmentId,
        String name,
        String mediaType,
        long size,
        String sha256)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.TICKET, ticketId.value()));
    }
}
