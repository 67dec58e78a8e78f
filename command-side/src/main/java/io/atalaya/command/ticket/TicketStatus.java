package io.atalaya.command.ticket;

/** Where the work on a ticket stands. */
enum TicketStatus {
    NEW,
    ASSIGNED,
    IN_PROGRESS,
    ON_HOLD,
    COMPLETED,
    CLOSED,
    CANCELLED
}
