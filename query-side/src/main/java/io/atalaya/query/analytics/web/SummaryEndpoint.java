package io.atalaya.query.analytics.web;

import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.alerts.AlertProjection;
import io.atalaya.query.analytics.FindSummary;
import io.atalaya.query.analytics.SummaryView;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.series.SeriesRange;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads what has happened in a tenant. */
@RestController
@RequestMapping("/api/v1/analytics/summary")
@ReadsFrom(AlertProjection.PROCESSING_GROUP)
class SummaryEndpoint {
    private final Queries queries;

    SummaryEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** What has happened in the last 24h, 7d or 30d. */
    @GetMapping
    SummaryView get(@RequestParam(defaultValue = "24h") String range, Caller caller) {
        return queries.ask(
                new FindSummary(caller.tenantId(), caller.within(), SeriesRange.of(range)), SummaryView.class, caller);
    }
}
