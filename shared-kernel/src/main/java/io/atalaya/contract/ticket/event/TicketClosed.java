package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Nothing more will happen to the ticket. */
@Revision("1")
public record TicketClosed(TicketId ticketId, TenantId tenantId, Closing because) implements TicketEvent {}
