package io.atalaya.contract.ticket.event;

import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * Time does not run any more, for now or for good.
 *
 * @param elapsed how much working time has passed towards the goal
 */
@Revision("1")
public record TicketClockStopped(
        TicketId ticketId, TenantId tenantId, ServiceGoal goal, int level, Duration elapsed, Instant stoppedAt)
        implements TicketEvent {}
