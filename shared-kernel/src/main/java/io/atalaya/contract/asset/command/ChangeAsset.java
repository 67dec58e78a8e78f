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

/**
 * Says anew all that is known of an asset. Repeating it changes nothing. What watches it stays where it is.
 *
 * @param revision the one that the sender has seen; refused if there is another since. {@code null} replaces any
 */
@RequiresPermission(Permission.MANAGE_SITES)
public record ChangeAsset(
        @TargetAggregateIdentifier AssetId assetId,
        TenantId tenantId,
        String name,
        String type,
        @Nullable SiteId siteId,
        @Nullable Integer revision)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(
                new SiteReference.Target(SiteReference.Kind.ASSET, assetId.value()), SiteReference.place(siteId));
    }
}
