package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** A photo or document is not there any more. What it was, its adding still says. */
@Revision("1")
public record TicketAttachmentRemoved(TicketId ticketId, TenantId tenantId, AttachmentId attachmentId)
        implements TicketEvent {}
