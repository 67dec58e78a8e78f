package io.atalaya.contract.ticket.event;

import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to a ticket. */
public sealed interface TicketEvent extends DomainEvent
        permits TicketOpened,
                TicketUpdated,
                TicketAnnotated,
                TicketAssigned,
                TicketStarted,
                TicketHeld,
                TicketResumed,
                TicketCompleted,
                TicketReopened,
                TicketClosed,
                TicketCancelled,
                TicketClockStarted,
                TicketClockStopped,
                TicketSlaWarned,
                SlaBreached,
                TicketEscalated,
                TicketAttachmentAdded,
                TicketAttachmentRemoved {
    TicketId ticketId();
}
