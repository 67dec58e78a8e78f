package io.atalaya.query.analytics.web;

import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.analytics.FindTrends;
import io.atalaya.query.analytics.TrendsView;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.readings.ReadingsProjection;
import io.atalaya.query.series.SeriesRange;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads how things went over time. */
@RestController
@RequestMapping("/api/v1/analytics/trends")
@ReadsFrom(ReadingsProjection.PROCESSING_GROUP)
class TrendsEndpoint {
    private final Queries queries;

    TrendsEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** A metric of all devices together, and the alerts, over the last 24h, 7d or 30d. */
    @GetMapping
    TrendsView get(
            @RequestParam(defaultValue = "temperature") String metric,
            @RequestParam(defaultValue = "24h") String range,
            Caller caller) {
        return queries.ask(
                new FindTrends(caller.tenantId(), caller.within(), metric, SeriesRange.of(range)),
                TrendsView.class,
                caller);
    }
}
