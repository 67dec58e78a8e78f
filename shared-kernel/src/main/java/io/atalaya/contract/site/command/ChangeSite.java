package io.atalaya.contract.site.command;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.messaging.GroupCommitted;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Says anew all that is known of a site. Repeating it changes nothing. */
@RequiresPermission(Permission.MANAGE_SITES)
@GroupCommitted
public record ChangeSite(
        @TargetAggregateIdentifier SiteId siteId,
        TenantId tenantId,
        String name,
        @Nullable String address,
        @Nullable String timezone)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.SITE, siteId.value()));
    }
}
