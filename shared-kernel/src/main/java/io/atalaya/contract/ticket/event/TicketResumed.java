package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** What the work waited for has come; it goes on where it was. */
@Revision("1")
public record TicketResumed(TicketId ticketId, TenantId tenantId) implements TicketEvent {}
