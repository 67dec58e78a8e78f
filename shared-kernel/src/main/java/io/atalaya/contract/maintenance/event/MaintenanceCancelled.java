package io.atalaya.contract.maintenance.event;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** There will be no such maintenance. What had begun {@link MaintenanceEnded ended} instead. */
@Revision("1")
public record MaintenanceCancelled(MaintenanceId maintenanceId, TenantId tenantId) implements MaintenanceEvent {}
