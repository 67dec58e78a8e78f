package io.atalaya.contract.asset.command;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Removes an asset. Refused while devices in use are on it, or tickets that are neither closed nor cancelled. */
@RequiresPermission(Permission.MANAGE_SITES)
public record RemoveAsset(@TargetAggregateIdentifier AssetId assetId, TenantId tenantId) implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.ASSET, assetId.value()));
    }
}
