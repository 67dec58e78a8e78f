package io.atalaya.contract.ticket.command;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The ticket's alert is resolved. What that means to the ticket depends on how far it is.
 *
 * @param byItself the condition went back to normal; otherwise somebody resolved it
 */
@RequiresPermission(systemOnly = true)
public record NoteAlertResolved(@TargetAggregateIdentifier TicketId ticketId, TenantId tenantId, boolean byItself)
        implements Command {}
