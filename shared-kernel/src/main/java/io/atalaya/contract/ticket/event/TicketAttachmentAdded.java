package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * A photo or document has come to the ticket.
 *
 * @param mediaType as its bytes say, not its sender
 * @param size in bytes
 * @param sha256 of its bytes, in hex
 */
@Revision("1")
public record TicketAttachmentAdded(
        TicketId ticketId,
        TenantId tenantId,
        AttachmentId attachmentId,
        String name,
        String mediaType,
        long size,
        String sha256)
        implements TicketEvent {}
