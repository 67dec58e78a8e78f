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
import org.jspecify.annotations.Nullable;

/**
 * Says who is to look after the alert.
 *
 * @param assigneeId a member of the tenant; {@code null} for nobody in particular
 */
@RequiresPermission(Permission.HANDLE_ALERTS)
@GroupCommitted
public record AssignAlert(
        @TargetAggregateIdentifier AlertId alertId,
        TenantId tenantId,
        @Nullable UserId assigneeId) implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.ALERT, alertId.value()));
    }
}
