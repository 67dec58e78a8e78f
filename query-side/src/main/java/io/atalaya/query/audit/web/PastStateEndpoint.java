package io.atalaya.query.audit.web;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.audit.AuditProjection;
import io.atalaya.query.audit.chain.FindHistoryHead;
import io.atalaya.query.audit.chain.HistoryHead;
import io.atalaya.query.audit.state.Moment;
import io.atalaya.query.audit.state.PastStates;
import io.atalaya.query.audit.state.StateComparison;
import io.atalaya.query.consistency.ReadsFrom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows how things were. */
@RestController
@RequestMapping("/api/v1/audit/state")
@ReadsFrom(AuditProjection.PROCESSING_GROUP)
class PastStateEndpoint {
    private final Queries queries;
    private final PastStates states;
    private final Clock clock;

    PastStateEndpoint(Queries queries, PastStates states, Clock clock) {
        this.queries = queries;
        this.states = states;
        this.clock = clock;
    }

    /**
     * A device, rule, alert, ticket, site, asset, membership or the tenant by type and id, or without both the tenant's
     * dashboard; as of at, which is now if absent. asOf says by which time events count: recorded (at first) or happened.
     */
    @GetMapping
    Map<String, Object> state(
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String asOf,
            Caller caller) {
        queries.ask(new FindHistoryHead(caller.tenantId()), HistoryHead.class, caller);
        return state(caller, type, id, new Moment(at == null ? clock.instant() : at, Moment.Clock.of(asOf)));
    }

    /** The same at two moments, and what differs. */
    @GetMapping("/difference")
    StateComparison difference(
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String asOf,
            Caller caller) {
        queries.ask(new FindHistoryHead(caller.tenantId()), HistoryHead.class, caller);
        if (at == null) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "at", "is required");
        }
        Moment.Clock by = Moment.Clock.of(asOf);
        Instant end = to == null ? clock.instant() : to;
        if (end.isBefore(at)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "to", "must not be before at");
        }
        return StateComparison.of(
                at, state(caller, type, id, new Moment(at, by)), end, state(caller, type, id, new Moment(end, by)));
    }

    private Map<String, Object> state(Caller caller, @Nullable String type, @Nullable String id, Moment moment) {
        if (type == null && id == null) {
            return states.ofTenant(caller.tenantId(), moment);
        }
        if (type == null || id == null) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, type == null ? "type" : "id", "must be given with the other");
        }
        return states.of(caller.tenantId(), type, id, moment);
    }
}
