package io.atalaya.command.ticket;

/** What happens to a ticket by itself when its moment comes. */
enum TicketTimer {
    /** Three quarters of the time for the goal have passed. */
    SLA_WARNING,
    /** All of it has. */
    SLA_BREACH,
    /** A completed ticket is closed. */
    AUTO_CLOSE
}
