package io.atalaya.query.series.web;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.query.Queries;
import io.atalaya.query.TimeRange;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.readings.ReadingsProjection;
import io.atalaya.query.series.FindReadingStats;
import io.atalaya.query.series.ReadingStatsView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers readings in figures. Positions here are those of the telemetry log, as answered to the device. */
@RestController
@RequestMapping("/api/v1/devices/{deviceId}/readings/stats")
@ReadsFrom(ReadingsProjection.PROCESSING_GROUP)
class StatsEndpoint {
    private final Queries queries;

    StatsEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** From is inclusive, to exclusive; the last 24 hours if neither is given. */
    @GetMapping
    ReadingStatsView stats(
            @PathVariable DeviceId deviceId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(name = "metric", required = false) @Nullable List<String> metrics,
            Caller caller) {
        return queries.ask(
                new FindReadingStats(
                        caller.tenantId(),
                        caller.within(),
                        deviceId,
                        metrics == null ? List.of() : metrics,
                        new TimeRange(from, to)),
                ReadingStatsView.class,
                caller);
    }
}
