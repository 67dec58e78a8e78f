package io.atalaya.contract.ticket.command;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The work is done. */
@RequiresPermission(Permission.WORK_ON_TICKETS)
public record CompleteTicket(
        @TargetAggregateIdentifier TicketId ticketId,
        TenantId tenantId,
        @Nullable String note) implements Command {}
