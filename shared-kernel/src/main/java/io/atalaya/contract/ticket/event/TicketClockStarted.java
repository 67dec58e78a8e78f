package io.atalaya.contract.ticket.event;

import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * Time runs towards a goal from now on, in place of any that ran before.
 *
 * @param level the escalation level that the time is for
 * @param target how much working time there is in all
 * @param elapsed how much of it had passed before
 * @param dueAt when it is up, in working time from now on
 * @param serviceLevelsVersion which of the tenant's service levels say what working time is; 0 for the standard
 */
@Revision("1")
public record TicketClockStarted(
        TicketId ticketId,
        TenantId tenantId,
        ServiceGoal goal,
        int level,
        Duration target,
        Duration elapsed,
        Instant startedAt,
        Instant dueAt,
        int serviceLevelsVersion)
        implements TicketEvent {}
