package io.atalaya.contract.ticket.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The ticket has reached the next level.
 *
 * @param supervisorId who looks after it from now on; {@code null} if the tenant has nobody
 */
@Revision("1")
public record TicketEscalated(
        TicketId ticketId,
        TenantId tenantId,
        int level,
        @Nullable UserId supervisorId) implements TicketEvent {}
