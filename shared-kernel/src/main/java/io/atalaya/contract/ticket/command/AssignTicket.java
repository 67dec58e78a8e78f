package io.atalaya.contract.ticket.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives the ticket to a member of the tenant. */
@RequiresPermission(Permission.WORK_ON_TICKETS)
public record AssignTicket(@TargetAggregateIdentifier TicketId ticketId, TenantId tenantId, UserId assigneeId)
        implements Command {}
