package io.atalaya.contract.ticket.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The ticket has been given to somebody. */
@Revision("1")
public record TicketAssigned(TicketId ticketId, TenantId tenantId, UserId assigneeId) implements TicketEvent {}
