package io.atalaya.alerting.suppression;

import io.atalaya.contract.maintenance.MaintenanceId;

/**
 * The payload of a maintenance's deadline: the moment of this very timer has come.
 *
 * @param correlationId what the timer was set for in the end
 * @param causationId the event that set it
 */
public record MaintenanceTimerDue(
        MaintenanceId maintenanceId, String timer, int generation, String correlationId, String causationId) {}
