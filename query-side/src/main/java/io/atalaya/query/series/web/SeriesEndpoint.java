package io.atalaya.query.series.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.readings.ReadingsProjection;
import io.atalaya.query.series.FindSeries;
import io.atalaya.query.series.SeriesRange;
import io.atalaya.query.series.SeriesView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what charts show. */
@RestController
@RequestMapping("/api/v1/series")
@ReadsFrom(ReadingsProjection.PROCESSING_GROUP)
class SeriesEndpoint {
    private final Queries queries;

    SeriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Steps of 5 minutes for 24h, of 30 minutes for 7d, of 2 hours for 30d. Give either deviceId or assetId. */
    @GetMapping
    SeriesView series(
            @RequestParam(required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable AssetId assetId,
            @RequestParam String metric,
            @RequestParam(defaultValue = "24h") String range,
            Caller caller) {
        FindSeries query =
                new FindSeries(caller.tenantId(), caller.within(), deviceId, assetId, metric, SeriesRange.of(range));
        return queries.ask(query, SeriesView.class, caller);
    }
}
