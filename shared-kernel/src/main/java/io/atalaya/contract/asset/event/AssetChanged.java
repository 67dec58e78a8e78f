package io.atalaya.contract.asset.event;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * This is what is known of the asset from now on.
 *
 * @param revision counts what was known so far, itself included; what it was created with is 1
 */
@Revision("1")
public record AssetChanged(
        AssetId assetId,
        TenantId tenantId,
        String name,
        String type,
        @Nullable SiteId siteId,
        int revision) implements AssetEvent {}
