package io.atalaya.query.readings.web;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.readings.FindLatestReadings;
import io.atalaya.query.readings.FindReadings;
import io.atalaya.query.readings.LatestView;
import io.atalaya.query.readings.ReadingView;
import io.atalaya.query.readings.ReadingsProjection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads readings. Positions here are those of the telemetry log, as answered to the device. */
@RestController
@RequestMapping("/api/v1/devices/{deviceId}/readings")
@ReadsFrom(ReadingsProjection.PROCESSING_GROUP)
class ReadingQueriesEndpoint {
    private final Queries queries;

    ReadingQueriesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Newest first; from is inclusive, to exclusive. */
    @GetMapping
    Page<ReadingView> list(
            @PathVariable DeviceId deviceId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(name = "metric", required = false) @Nullable List<String> metrics,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return queries.askPage(
                new FindReadings(
                        caller.tenantId(),
                        caller.within(),
                        deviceId,
                        metrics == null ? List.of() : metrics,
                        new TimeRange(from, to),
                        Listing.of(limit, cursor)),
                caller);
    }

    /** The newest value of each metric. */
    @GetMapping("/latest")
    LatestView latest(@PathVariable DeviceId deviceId, Caller caller) {
        return queries.ask(
                new FindLatestReadings(caller.tenantId(), caller.within(), deviceId), LatestView.class, caller);
    }
}
