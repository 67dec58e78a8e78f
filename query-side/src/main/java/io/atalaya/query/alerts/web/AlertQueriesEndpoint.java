package io.atalaya.query.alerts.web;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Suppression;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.alerts.AlertProjection;
import io.atalaya.query.alerts.AlertStatus;
import io.atalaya.query.alerts.AlertView;
import io.atalaya.query.alerts.FindAlert;
import io.atalaya.query.alerts.FindAlerts;
import io.atalaya.query.consistency.ReadsFrom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads alerts. */
@RestController
@RequestMapping("/api/v1/alerts")
@ReadsFrom(AlertProjection.PROCESSING_GROUP)
class AlertQueriesEndpoint {
    private final Queries queries;

    AlertQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<AlertView> list(
            @RequestParam(required = false) @Nullable AlertStatus status,
            @RequestParam(required = false) @Nullable Severity severity,
            @RequestParam(name = "device", required = false) @Nullable DeviceId deviceId,
            @RequestParam(name = "site", required = false) @Nullable SiteId siteId,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Suppression suppression,
            @RequestParam(name = "assignee", required = false) @Nullable UserId assigneeId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindAlerts(
                        caller.tenantId(),
                        caller.within(),
                        status,
                        severity,
                        deviceId,
                        siteId,
                        type,
                        suppression,
                        assigneeId,
                        Listing.of(limit, cursor)),
                caller);
    }

    @GetMapping("/{alertId}")
    AlertView get(@PathVariable AlertId alertId, Caller caller) {
        return queries.ask(new FindAlert(caller.tenantId(), caller.within(), alertId), AlertView.class, caller);
    }
}
