package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Work has begun. */
@Revision("1")
public record TicketStarted(TicketId ticketId, TenantId tenantId) implements TicketEvent {}
