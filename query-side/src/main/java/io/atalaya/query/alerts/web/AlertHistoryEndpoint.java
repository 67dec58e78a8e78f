package io.atalaya.query.alerts.web;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.alerts.AlertCommentView;
import io.atalaya.query.alerts.AlertHistoryEntry;
import io.atalaya.query.alerts.FindAlertComments;
import io.atalaya.query.alerts.FindAlertHistory;
import io.atalaya.query.audit.AuditProjection;
import io.atalaya.query.consistency.ReadsFrom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads what happened to an alert and what was said about it. */
@RestController
@RequestMapping("/api/v1/alerts/{alertId}")
@ReadsFrom(AuditProjection.PROCESSING_GROUP)
class AlertHistoryEndpoint {
    private final Queries queries;

    AlertHistoryEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Newest first, timers included: why something happened by itself, or did not. */
    @GetMapping("/history")
    Page<AlertHistoryEntry> history(
            @PathVariable AlertId alertId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindAlertHistory(caller.tenantId(), caller.within(), alertId, Listing.of(limit, cursor)), caller);
    }

    /** Newest first. */
    @GetMapping("/comments")
    Page<AlertCommentView> comments(
            @PathVariable AlertId alertId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindAlertComments(caller.tenantId(), caller.within(), alertId, Listing.of(limit, cursor)), caller);
    }
}
