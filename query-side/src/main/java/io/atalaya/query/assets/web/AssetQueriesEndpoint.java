package io.atalaya.query.assets.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.assets.AssetProjection;
import io.atalaya.query.assets.AssetView;
import io.atalaya.query.assets.FindAsset;
import io.atalaya.query.assets.FindAssets;
import io.atalaya.query.consistency.ReadsFrom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads assets. */
@RestController
@RequestMapping("/api/v1/assets")
@ReadsFrom(AssetProjection.PROCESSING_GROUP)
class AssetQueriesEndpoint {
    private final Queries queries;

    AssetQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<AssetView> list(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(name = "site", required = false) @Nullable SiteId siteId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindAssets(caller.tenantId(), caller.within(), type, siteId, Listing.of(limit, cursor)), caller);
    }

    @GetMapping("/{assetId}")
    AssetView get(@PathVariable AssetId assetId, Caller caller) {
        return queries.ask(new FindAsset(caller.tenantId(), caller.within(), assetId), AssetView.class, caller);
    }
}
