package io.atalaya.query.assets;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Asset, as clients see it.
 *
 * @param revision counts its changes; whoever changes it may name the one that they have seen
 */
public record AssetView(
        AssetId id, String name, String type, @Nullable SiteId siteId, int revision) {}
