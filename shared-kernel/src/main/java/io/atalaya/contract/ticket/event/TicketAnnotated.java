package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Something that whoever works on the ticket should know. */
@Revision("1")
public record TicketAnnotated(TicketId ticketId, TenantId tenantId, String note) implements TicketEvent {}
