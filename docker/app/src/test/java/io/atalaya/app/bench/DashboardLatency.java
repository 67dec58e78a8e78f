package io.atalaya.app.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** How long dashboards, analytics and insights take over HTTP, one request after the other, for a tenant as a whole. */
final class DashboardLatency {
    private static final double BAR_MS = 50;
    private static final List<String> RANGES = List.of("24h", "7d", "30d");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final int port;
    private final Figures figures;
    private final Duration time;

    /** @param phase of which each kind of request gets a sixth, and half as much beforehand; but a second at least */
    DashboardLatency(int port, Figures figures, Duration phase) {
        this.port = port;
        this.figures = figures;
        Duration part = phase.dividedBy(6);
        this.time = part.compareTo(SHORTEST) < 0 ? SHORTEST : part;
    }

    /** @param get makes a whole request of a path */
    void measure(Function<String, byte[]> get) {
        paths().forEach((name, path) -> {
            HttpLoad.Traffic traffic = HttpLoad.repeating(List.of(get.apply(path)), 200);
            new HttpLoad(port, 1, 0, traffic).run(time.dividedBy(2));
            Histogram latencies = new HttpLoad(port, 1, 0, traffic).run(time).corrected(1);
            figures.add(name + ".p50_ms", latencies.getValueAtPercentile(50) / 1000.0);
            figures.atMost(name + ".p99_ms", latencies.getValueAtPercentile(99) / 1000.0, BAR_MS);
        });
    }

    private static Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("query.dashboard.stats", "/api/v1/dashboard/stats");
        paths.put("query.dashboard.climate", "/api/v1/dashboard/climate");
        paths.put("query.dashboard.technician", "/api/v1/dashboard/technician");
        for (String range : RANGES) {
            paths.put("query.dashboard.energy" + range, "/api/v1/dashboard/energy?range=" + range);
            paths.put("query.trends" + range, "/api/v1/analytics/trends?metric=temperature&range=" + range);
            paths.put("query.summary" + range, "/api/v1/analytics/summary?range=" + range);
            paths.put("query.insights" + range, "/api/v1/insights?range=" + range);
        }
        return paths;
    }
}
