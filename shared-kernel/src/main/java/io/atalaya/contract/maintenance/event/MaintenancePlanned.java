package io.atalaya.contract.maintenance.event;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Devices are going to be worked on. */
@Revision("1")
public record MaintenancePlanned(
        MaintenanceId maintenanceId, TenantId tenantId, MaintenanceScope scope, Instant from, Instant to, String reason)
        implements MaintenanceEvent {}
