package io.atalaya.contract.ticket.event;

import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Three quarters of the time for the goal have passed. */
@Revision("1")
public record TicketSlaWarned(TicketId ticketId, TenantId tenantId, ServiceGoal goal, int level, Instant dueAt)
        implements TicketEvent {}
