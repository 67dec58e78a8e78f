package io.atalaya.contract.maintenance.event;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** Devices are being worked on; their alerts are suppressed. */
@Revision("1")
public record MaintenanceBegan(MaintenanceId maintenanceId, TenantId tenantId, MaintenanceScope scope)
        implements MaintenanceEvent {}
