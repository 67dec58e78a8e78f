package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The ticket says this from now on.
 *
 * @param revision counts what the ticket said so far, itself included; what it was opened with is 1
 */
@Revision("1")
public record TicketUpdated(
        TicketId ticketId,
        TenantId tenantId,
        String title,
        @Nullable String description,
        Priority priority,
        int revision)
        implements TicketEvent {}
