package io.atalaya.alerting.escalation;

import io.atalaya.contract.alert.AlertId;

/**
 * The payload of an alert's deadline: the moment of this very timer has come.
 *
 * @param correlationId what the timer was set for in the end
 * @param causationId the event that set it
 */
public record AlertTimerDue(AlertId alertId, String timer, int generation, String correlationId, String causationId) {}
