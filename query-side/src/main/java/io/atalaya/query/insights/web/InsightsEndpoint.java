package io.atalaya.query.insights.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.insights.FindInsights;
import io.atalaya.query.insights.InsightsView;
import io.atalaya.query.readings.ReadingsProjection;
import io.atalaya.query.series.SeriesRange;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads what is unusual. */
@RestController
@RequestMapping("/api/v1/insights")
@ReadsFrom(ReadingsProjection.PROCESSING_GROUP)
class InsightsEndpoint {
    private final Queries queries;

    InsightsEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** By device and metric, over the last 24h, 7d or 30d; of a device (with rolling averages), an asset, or all. */
    @GetMapping
    InsightsView get(
            @RequestParam(defaultValue = "24h") String range,
            @RequestParam(name = "device", required = false) @Nullable DeviceId deviceId,
            @RequestParam(name = "asset", required = false) @Nullable AssetId assetId,
            @RequestParam(defaultValue = "10") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.ask(
                new FindInsights(
                        caller.tenantId(), caller.within(), deviceId, assetId, SeriesRange.of(range), limit, cursor),
                InsightsView.class,
                caller);
    }
}
