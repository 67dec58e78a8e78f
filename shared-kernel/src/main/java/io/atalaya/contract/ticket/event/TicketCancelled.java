package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Nobody will work on the ticket, for ever. */
@Revision("1")
public record TicketCancelled(TicketId ticketId, TenantId tenantId, String reason) implements TicketEvent {}
