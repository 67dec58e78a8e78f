package io.atalaya.query.maintenance;

/** How far maintenance is. */
public enum MaintenanceStatus {
    PLANNED,
    UNDER_WAY,
    ENDED,
    CANCELLED
}
