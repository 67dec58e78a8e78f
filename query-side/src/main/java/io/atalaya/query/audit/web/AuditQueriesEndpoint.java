package io.atalaya.query.audit.web;

import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.audit.AuditEventView;
import io.atalaya.query.audit.AuditProjection;
import io.atalaya.query.audit.FindAuditEvents;
import io.atalaya.query.audit.FindTrace;
import io.atalaya.query.audit.TraceView;
import io.atalaya.query.consistency.ReadsFrom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the audit trail. */
@RestController
@RequestMapping("/api/v1/audit")
@ReadsFrom(AuditProjection.PROCESSING_GROUP)
class AuditQueriesEndpoint {
    private final Queries queries;

    AuditQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Newest first; from is inclusive, to exclusive. */
    @GetMapping("/events")
    Page<AuditEventView> events(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String aggregateType,
            @RequestParam(required = false) @Nullable String aggregateId,
            @RequestParam(required = false) @Nullable String actorId,
            @RequestParam(required = false) @Nullable String ip,
            @RequestParam(required = false) @Nullable String correlationId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindAuditEvents(
                        caller.tenantId(),
                        type,
                        aggregateType,
                        aggregateId,
                        actorId,
                        ip,
                        correlationId,
                        new TimeRange(from, to),
                        Listing.of(limit, cursor)),
                caller);
    }

    /** From a report to the alerts, escalations and tickets that it caused. */
    @GetMapping("/trace/{messageId}")
    TraceView trace(@PathVariable String messageId, Caller caller) {
        return queries.ask(new FindTrace(caller.tenantId(), messageId), TraceView.class, caller);
    }
}
