package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The work was not done after all. */
@Revision("1")
public record TicketReopened(
        TicketId ticketId, TenantId tenantId, @Nullable String reason) implements TicketEvent {}
