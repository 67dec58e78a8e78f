package io.atalaya.query.logs.web;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.logs.LogLevel;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.logs.FindLogLines;
import io.atalaya.query.logs.LogLineView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads devices' logs. */
@RestController
@RequestMapping("/api/v1/devices/{deviceId}/logs")
class LogQueriesEndpoint {
    private final Queries queries;

    LogQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Newest first; from is inclusive, to exclusive; level may be repeated. */
    @GetMapping
    Page<LogLineView> list(
            @PathVariable DeviceId deviceId,
            @RequestParam(name = "level", required = false) @Nullable List<LogLevel> levels,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindLogLines(
                        caller.tenantId(),
                        caller.within(),
                        deviceId,
                        levels == null ? List.of() : levels,
                        new TimeRange(from, to),
                        Listing.of(limit, cursor)),
                caller);
    }
}
