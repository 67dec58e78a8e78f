package io.atalaya.contract.ticket.command;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The moment of a timer has come. Changes nothing if the ticket has cancelled it or set it anew since. */
@RequiresPermission(systemOnly = true)
public record FireTicketTimer(
        @TargetAggregateIdentifier TicketId ticketId, TenantId tenantId, String timer, int generation)
        implements Command {}
