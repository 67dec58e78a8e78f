package io.atalaya.contract.site.command;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Removes a site. Refused while assets or devices stand there. */
@RequiresPermission(Permission.MANAGE_SITES)
public record RemoveSite(@TargetAggregateIdentifier SiteId siteId, TenantId tenantId) implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.SITE, siteId.value()));
    }
}
