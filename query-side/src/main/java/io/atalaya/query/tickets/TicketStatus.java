package io.atalaya.query.tickets;

/** Where the work on a ticket stands. */
public enum TicketStatus {
    NEW,
    ASSIGNED,
    IN_PROGRESS,
    ON_HOLD,
    COMPLETED,
    CLOSED,
    CANCELLED
}
