package io.atalaya.alerting.service;

import io.atalaya.contract.ticket.TicketId;

/**
 * The payload of a ticket's deadline: the moment of this very timer has come.
 *
 * @param correlationId what the timer was set for in the end
 * @param causationId the event that set it
 */
public record TicketTimerDue(
        TicketId ticketId, String timer, int generation, String correlationId, String causationId) {}
