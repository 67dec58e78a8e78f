package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.messaging.GroupCommitted;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Puts the alert aside for a while. Shelving it again says anew for how long and why.
 *
 * @param until when it comes back by itself; in the future, but not too far
 */
@RequiresPermission(Permission.HANDLE_ALERTS)
@GroupCommitted
public record ShelveAlert(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, UserId userId, Instant until, String reason)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.ALERT, alertId.value()));
    }
}
