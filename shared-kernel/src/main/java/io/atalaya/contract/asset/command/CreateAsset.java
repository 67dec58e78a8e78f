package io.atalaya.contract.asset.command;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Adds an asset to the tenant. Repeating it changes nothing. */
@RequiresPermission(Permission.MANAGE_SITES)
public record CreateAsset(
        @TargetAggregateIdentifier AssetId assetId,
        TenantId tenantId,
        String name,
        String type,
        @Nullable SiteId siteId)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(SiteReference.place(siteId));
    }
}
