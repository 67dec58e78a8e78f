package io.atalaya.contract.maintenance.event;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to planned maintenance. */
public sealed interface MaintenanceEvent extends DomainEvent
        permits MaintenancePlanned, MaintenanceBegan, MaintenanceEnded, MaintenanceCancelled {
    MaintenanceId maintenanceId();
}
