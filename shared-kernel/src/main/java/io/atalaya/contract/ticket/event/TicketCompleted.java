package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The work is done. */
@Revision("1")
public record TicketCompleted(
        TicketId ticketId, TenantId tenantId, @Nullable String note) implements TicketEvent {}
