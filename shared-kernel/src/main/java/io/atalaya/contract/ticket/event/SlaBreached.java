package io.atalaya.contract.ticket.event;

import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The time for the goal is up. */
@Revision("1")
public record SlaBreached(TicketId ticketId, TenantId tenantId, ServiceGoal goal, int level, Instant dueAt)
        implements TicketEvent {}
