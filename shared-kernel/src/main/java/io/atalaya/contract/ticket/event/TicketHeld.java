package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Work waits for something, and no time runs meanwhile. */
@Revision("1")
public record TicketHeld(TicketId ticketId, TenantId tenantId, String reason) implements TicketEvent {}
