package io.atalaya.contract.asset.event;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An asset exists from now on. */
@Revision("1")
public record AssetCreated(
        AssetId assetId,
        TenantId tenantId,
        String name,
        String type,
        @Nullable SiteId siteId) implements AssetEvent {}
