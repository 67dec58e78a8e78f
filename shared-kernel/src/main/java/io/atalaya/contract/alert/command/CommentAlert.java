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
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says something about the alert. Repeating it with the same id changes nothing. */
@RequiresPermission(Permission.HANDLE_ALERTS)
@GroupCommitted
public record CommentAlert(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, UUID commentId, UserId userId, String text)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.ALERT, alertId.value()));
    }
}
