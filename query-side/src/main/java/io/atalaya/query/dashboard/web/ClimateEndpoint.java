package io.atalaya.query.dashboard.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.dashboard.ClimateView;
import io.atalaya.query.dashboard.FindClimate;
import io.atalaya.query.readings.ReadingsProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads how warm and humid it is. */
@RestController
@RequestMapping("/api/v1/dashboard/climate")
@ReadsFrom(ReadingsProjection.PROCESSING_GROUP)
class ClimateEndpoint {
    private final Queries queries;

    ClimateEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Temperature and humidity, now and over the last 24 hours; of a site, of an asset, or of all. */
    @GetMapping
    ClimateView get(
            @RequestParam(name = "site", required = false) @Nullable SiteId siteId,
            @RequestParam(name = "asset", required = false) @Nullable AssetId assetId,
            Caller caller) {
        return queries.ask(
                new FindClimate(caller.tenantId(), caller.within(), siteId, assetId), ClimateView.class, caller);
    }
}
