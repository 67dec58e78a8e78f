package io.atalaya.contract.maintenance.event;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Maintenance that had begun is over; its alerts are suppressed by it no more. */
@Revision("1")
public record MaintenanceEnded(MaintenanceId maintenanceId, TenantId tenantId) implements MaintenanceEvent {}
