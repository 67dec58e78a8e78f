package io.atalaya.contract.maintenance.command;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Announces work on devices. Repeating it changes nothing.
 *
 * @param from when it begins; at once if that is past
 * @param to when it ends; after that, and in the future
 */
@RequiresPermission(Permission.MANAGE_DEVICES)
public record PlanMaintenance(
        @TargetAggregateIdentifier MaintenanceId maintenanceId,
        TenantId tenantId,
        MaintenanceScope scope,
        Instant from,
        Instant to,
        String reason)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return scope.siteReferences();
    }
}
