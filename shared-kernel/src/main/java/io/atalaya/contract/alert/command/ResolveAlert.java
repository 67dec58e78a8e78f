package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.messaging.GroupCommitted;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Somebody declares the alert to be over.
 *
 * @param note what was done about it
 * @param force resolve although the condition still holds
 */
@RequiresPermission(Permission.HANDLE_ALERTS)
@GroupCommitted
public record ResolveAlert(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, UserId userId, String note, boolean force)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.ALERT, alertId.value()));
    }
}
