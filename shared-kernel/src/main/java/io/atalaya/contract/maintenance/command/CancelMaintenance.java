package io.atalaya.contract.maintenance.command;

import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends maintenance now, or keeps it from beginning. Changes nothing once it is over. */
@RequiresPermission(Permission.MANAGE_DEVICES)
public record CancelMaintenance(@TargetAggregateIdentifier MaintenanceId maintenanceId, TenantId tenantId)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.MAINTENANCE, maintenanceId.value()));
    }
}
