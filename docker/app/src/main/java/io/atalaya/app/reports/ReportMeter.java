package io.atalaya.app.reports;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/** Counts and times reports among all other requests, as Spring does on the usual way. */
@Component
final class ReportMeter {
    private static final String NAME = "http.server.requests";
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Map<Integer, Timer> ofSuccess = new ConcurrentHashMap<>();

    ReportMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(int status, @Nullable Exception failure, long nanos) {
        Timer timer = failure == null
                ? ofSuccess.computeIfAbsent(status, any -> timer(status, NONE))
                : timer(status, failure.getClass().getSimpleName());
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(int status, String exception) {
        return registry.timer(
                NAME,
                Tags.of(
                        "method",
                        "POST",
                        "uri",
                        "/api/v1/devices/{deviceId}/readings",
                        "status",
                        Integer.toString(status),
                        "outcome",
                        outcome(HttpStatusCode.valueOf(status)),
                        "exception",
                        exception,
                        "error",
                        exception));
    }

    private static String outcome(HttpStatusCode status) {
        HttpStatus.Series series = HttpStatus.Series.resolve(status.value());
        return switch (series) {
            case SUCCESSFUL -> "SUCCESS";
            case SERVER_ERROR -> "SERVER_ERROR";
            case INFORMATIONAL -> "INFORMATIONAL";
            case REDIRECTION -> "REDIRECTION";
            case CLIENT_ERROR -> "CLIENT_ERROR";
            case null -> "UNKNOWN";
        };
    }
}
