package io.atalaya.app.bench;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.bench.Reports.Device;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.ProcessNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the packed application on this machine, generator and database included, and sets each figure beside its bar.
 * Afterwards every acknowledged reading must be there exactly once; else the run fails. Settings: {@code bench.seconds}
 * for each phase, {@code bench.warmup} before the first, {@code bench.fill} for the readings to be stored before the queries are measured,
 * {@code bench.only} for a part of it: {@code alerts}.
 */
public final class Benchmark {
    private static final int DEVICES = 100;
    /** So many of them report while a month is filled. */
    private static final int FLEET = 500;
    /** So many times each of them reports, at least. */
    private static final long LEAST_TIMES = 2_000;
    /** So many that none gets a long history, which would have to be read with each command. */
    private static final int SITES = 2_000;

    private static final int HALF_LOAD_CONNECTIONS = 64;
    private static final int MQTT_CONNECTIONS = 64;
    private static final int TIMERS_PER_SECOND = 50;
    /** Timers that are due at the same moment. */
    private static final int BATCH = 500;
    /** Readings that are looked at for whether an alert flaps. */
    private static final int CALM = 20;

    private static final boolean ALERTS_ONLY =
            System.getProperty("bench.only", "").equals("alerts");
    private static final Duration PHASE = Duration.ofSeconds(Long.getLong("bench.seconds", 30));

    private final Duration phase = PHASE;
    private final Duration warmUp = Duration.ofSeconds(Long.getLong("bench.warmup", 60));
    private final long fill = Long.getLong("bench.fill", 10_000_000);
    private final Figures figures;
    private final Server server;
    private Api platform;
    private Api admin;
    private List<Device> devices = List.of();
    private String token = "";
    private String tenant = "";
    private long acknowledged;
    private Instant measuredAt = Instant.EPOCH;

    private Benchmark(Server server, Figures figures) {
        this.server = server;
        this.platform = server.api();
        this.figures = figures;
        this.admin = server.api();
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Files.createTempDirectory(Path.of(arguments[1]).toAbsolutePath(), "bench");
        Map<String, String> settings = Map.of(
                "atalaya.limits.per-key", "1000000000/PT1H",
                "atalaya.limits.per-user", "1000000000/PT1H",
                "atalaya.tokens.access-token", "PT2H");
        Figures figures = new Figures();
        Path jvmOptions = rehearsed(jar, Path.of(arguments[3]), folder);
        try (Server server = Server.start(jar, jvmOptions, folder, settings)) {
            new Benchmark(server, figures).run();
        }
        if (!ALERTS_ONLY) {
            new HistoryPhase(figures, PHASE).run(jar, jvmOptions, Path.of(arguments[1]));
        }
        figures.write(Path.of(arguments[2]));
    }

    /** The jar is started as an image starts it: with what Java has learnt from a rehearsal when the image was built. */
    private static Path rehearsed(Path jar, Path jvmOptions, Path folder) throws IOException {
        int seconds = Integer.getInteger("bench.rehearsal");
        if (seconds == 0) {
            return jvmOptions;
        }
        Path cache = folder.resolve("atalaya.aot");
        int exitCode = ProcessNode.rehearse(jar, cache, folder, seconds, List.of("@" + jvmOptions.toAbsolutePath()));
        if (exitCode != 0) {
            throw new IllegalStateException("The rehearsal failed: " + folder.resolve("rehearsal.log"));
        }
        List<String> options = new ArrayList<>(Files.readAllLines(jvmOptions));
        options.add("-XX:AOTCache=" + cache);
        return Files.write(folder.resolve("jvm.options"), options);
    }

    private void run() throws Exception {
        figures.atMost("start.s", server.startSeconds(), 15);
        logIn();
        if (ALERTS_ONLY) {
            openAlerts();
        } else {
            everything();
        }
    }

    private void everything() throws Exception {
        raw();
        setUp();
        warmUp();
        ingest("ingest.small", 1, 256, 27_000);
        ingest("ingest.large", 20, 32, 130_000);
        mqtt("mqtt.small", 1, 8, 40_000);
        mqtt("mqtt.large", 20, 2, 120_000);
        figures.atMost("rss.mb", server.takeMaxRssMb(), 768);
        commands();
        alertLatency("alert.latency.idle", 150);
        alertLatencyAtHalfLoad();
        openAlerts();
        double empty = figures.get("ingest.large.projected.points_s");
        fill();
        queries();
        new DashboardLatency(server.port(), figures, phase).measure(path -> request("GET", path, ""));
        double full = projected("ingest.large.full", 20, 32);
        figures.atLeast("ingest.large.full_to_empty", full / empty, 0.8);
        verify();
    }

    /** What PostgreSQL does by itself, while the application is idle. */
    private void raw() throws Exception {
        JdbcClient.create(server.database("postgres"))
                .sql("create database bench_raw")
                .update();
        RawPostgres raw = new RawPostgres(server.database("bench_raw"));
        Duration time = Duration.ofMillis(Math.max(2_000, phase.toMillis() / 4));
        figures.add("raw.copy.rows_s", raw.copyRowsPerSecond(time));
        figures.add("raw.insert.commits_s", raw.insertCommitsPerSecond(time));
    }

    private void logIn() {
        String password = Server.ADMIN_PASSWORD;
        // The server answers before its first administrator is there.
        Api.Answer session = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> server.api()
                                .post("/api/v1/auth/login", Map.of("email", Server.ADMIN_EMAIL, "password", password)),
                        answer -> answer.status() == 200);
        token = session.text("access_token");
        platform = server.api().withToken(token);
    }

    private String newTenant(String name) {
        return platform.post("/api/v1/tenants", Map.of("name", name))
                .expect(201)
                .text("id");
    }

    private void setUp() {
        tenant = newTenant("Benchmark");
        admin = platform.with("X-Tenant-Id", tenant);
        List<Device> registered = new ArrayList<>();
        for (int number = 0; number < DEVICES; number++) {
            registered.add(register("bench-" + number));
        }
        devices = registered;
    }

    private Device register(String serialNumber) {
        Api.Answer answer = admin.post(
                        "/api/v1/devices", Map.of("name", serialNumber, "type", "BENCH", "serialNumber", serialNumber))
                .expect(201);
        return new Device(answer.text("id"), answer.text("apiKey"));
    }

    /** On two cores the compiler competes with the load, and the first minute says nothing about the rest of the day. */
    private void warmUp() {
        Instant from = Instant.now().minus(20, ChronoUnit.DAYS);
        Duration half = warmUp.dividedBy(2);
        send(new Reports(devices, 1, from, Duration.ofMillis(1)), 256, half);
        send(new Reports(devices, 20, from.plus(1, ChronoUnit.DAYS), Duration.ofMillis(1)), 32, half);
    }

    /** A rate is what was stored and could be read, from the first request to the last reading. */
    private void ingest(String name, int timesPerReport, int connections, double bar) {
        double rate = projected(name, timesPerReport, connections);
        figures.atLeast(name + ".projected.points_s", rate, bar);
    }

    private double projected(String name, int timesPerReport, int connections) {
        Reports reports = new Reports(devices, timesPerReport, nextDay(), Duration.ofMillis(1));
        long start = System.nanoTime();
        HttpLoad.Result result = send(reports, connections, phase);
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.add(name + ".accepted.points_s", reports.acknowledged() / result.seconds());
        figures.add(name + ".refused.reports", reports.refusedReports());
        Histogram latencies = result.corrected(connections);
        figures.add(name + ".p50_ms", latencies.getValueAtPercentile(50) / 1000.0);
        figures.atMost(name + ".p99_ms", latencies.getValueAtPercentile(99) / 1000.0, 250);
        return reports.acknowledged() / seconds;
    }

    /**
     * As {@link #ingest}, by MQTT: a rate is what was acknowledged, stored and could be read.
     *
     * @param inFlight how many publishes each connection sends before the first is acknowledged
     */
    private void mqtt(String name, int timesPerReport, int inFlight, double bar) {
        publish(new Reports(devices, timesPerReport, nextDay(), Duration.ofMillis(1)), inFlight, warmUp.dividedBy(4));
        Reports reports = new Reports(devices, timesPerReport, nextDay(), Duration.ofMillis(1));
        long start = System.nanoTime();
        MqttLoad.Result result = publish(reports, inFlight, phase);
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.add(name + ".publishes_s", result.publishesPerSecond());
        figures.add(name + ".acknowledged.points_s", reports.acknowledged() / result.seconds());
        figures.add(name + ".p50_ms", result.millisAt(50));
        figures.atMost(name + ".p99_ms", result.millisAt(99), 250);
        figures.atLeast(name + ".points_s", reports.acknowledged() / seconds, bar);
    }

    /** Publishes, and waits until the last acknowledged reading can be queried. */
    private MqttLoad.Result publish(Reports reports, int inFlight, Duration time) {
        MqttLoad.Result result =
                new MqttLoad(server.mqttPort(), MQTT_CONNECTIONS, inFlight, devices, reports).run(time);
        acknowledged += reports.acknowledged();
        awaitProjected(JdbcClient.create(server.database("postgres"))
                .sql("select max(global_index) from telemetry_event")
                .query(Long.class)
                .single());
        return result;
    }

    /** Sends, and waits until the last acknowledged reading can be queried. */
    private HttpLoad.Result send(Reports reports, int connections, Duration time) {
        long before = reports.acknowledged();
        HttpLoad.Result result = new HttpLoad(server.port(), connections, 0, reports).run(time);
        acknowledged += reports.acknowledged() - before;
        awaitProjected(reports.lastPosition());
        return result;
    }

    private void awaitProjected(long telemetryPosition) {
        String position = Long.toString(telemetryPosition);
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> admin.with("X-Min-Position", position)
                                .get("/api/v1/devices/" + devices.getFirst().id() + "/readings/latest")
                                .status()
                        == 200);
    }

    private int days = 13;

    /** Each phase fills a day of its own, so that no reading is one that there was. */
    private Instant nextDay() {
        return Instant.now().minus(days--, ChronoUnit.DAYS);
    }

    private void commands() {
        List<byte[]> renames = new ArrayList<>();
        for (int number = 0; number < SITES; number++) {
            String site = admin.post("/api/v1/sites", Map.of("name", "Site " + number))
                    .expect(201)
                    .text("id");
            for (int name = 0; name < 2; name++) {
                renames.add(request("PUT", "/api/v1/sites/" + site, "{\"name\":\"Site " + number + "-" + name + "\"}"));
            }
        }
        java.util.Collections.shuffle(renames, new java.util.Random(42));
        int connections = 64;
        HttpLoad.Traffic traffic = HttpLoad.repeating(renames, 200);
        new HttpLoad(server.port(), connections, 0, traffic).run(warmUp.dividedBy(2));
        HttpLoad.Result result = new HttpLoad(server.port(), connections, 0, traffic).run(phase);
        figures.atLeast("commands.durable_s", result.perSecond(), 0.25 * figures.get("raw.insert.commits_s"));
        figures.add("commands.p99_ms", result.corrected(connections).getValueAtPercentile(99) / 1000.0);
    }

    /** From sending a reading to the alert being answered, round after round. */
    private void alertLatency(String name, double bar) {
        Device device = register("alerting-" + UUID.randomUUID());
        admin.post(
                        "/api/v1/rules",
                        Map.of(
                                "name", "Too warm",
                                "type", "HIGH_TEMP",
                                "metric", "temperature",
                                "comparison", "GT",
                                "threshold", 8,
                                "severity", "CRITICAL",
                                "deviceId", device.id()))
                .expect(201);
        Histogram latencies = new Histogram(60_000_000L, 3);
        Api own = server.api().with("X-API-Key", device.key());
        long end = System.nanoTime() + phase.toNanos();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            report(own, device, List.of(reading(9)));
            awaitStatus(device, "ACTIVE");
            latencies.recordValue((System.nanoTime() - start) / 1000);
            report(own, device, List.of(reading(3)));
            awaitStatus(device, "RESOLVED");
            // So long a calm that the next breach is no flapping, which would hold the alert open.
            report(own, device, Stream.generate(() -> reading(3)).limit(CALM).toList());
        }
        figures.add(name + ".p50_ms", latencies.getValueAtPercentile(50) / 1000.0);
        figures.atMost(name + ".p99_ms", latencies.getValueAtPercentile(99) / 1000.0, bar);
    }

    /** While half as many small reports come in as can. */
    private void alertLatencyAtHalfLoad() throws InterruptedException {
        double perSecond = figures.get("ingest.small.projected.points_s") / Reports.METRICS.size() / 2;
        Reports reports = new Reports(devices, 1, nextDay(), Duration.ofMillis(1));
        HttpLoad load = new HttpLoad(server.port(), HALF_LOAD_CONNECTIONS, perSecond, reports);
        Thread sender = Thread.ofPlatform().start(() -> load.run(phase));
        alertLatency("alert.latency.half_load", 1_000);
        sender.join();
        acknowledged += reports.acknowledged();
        figures.add(
                "alert.latency.half_load.reports_s",
                (double) reports.acknowledged() / Reports.METRICS.size() / phase.toSeconds());
    }

    private void report(Api device, Device of, List<Map<String, Object>> readings) {
        device.post("/api/v1/devices/" + of.id() + "/readings", Map.of("readings", readings))
                .expect(202);
        acknowledged += readings.size();
    }

    /** Each is measured after the one before. */
    private Map<String, Object> reading(double celsius) {
        Instant now = Instant.now();
        Instant next = measuredAt.plus(1, ChronoUnit.MILLIS);
        measuredAt = next.isBefore(now) ? now : next;
        return Map.of("metric", "temperature", "value", celsius, "measuredAt", measuredAt.toString());
    }

    private void awaitStatus(Device device, String status) {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> admin.get("/api/v1/alerts?limit=1&device=" + device.id())
                        .json()
                        .path("items")
                        .path(0)
                        .path("status")
                        .asString()
                        .equals(status));
    }

    /** The last 30 days of many devices, through the front door like everything else. */
    private void fill() {
        long missing = fill - acknowledged;
        if (missing <= 0) {
            return;
        }
        List<Device> fleet = new ArrayList<>(devices);
        while (fleet.size() < FLEET) {
            fleet.add(register("fleet-" + fleet.size()));
        }
        long times = Math.max(missing / ((long) FLEET * Reports.METRICS.size()), LEAST_TIMES);
        // Three days short of now: the last load sends more than what is missing, but nothing of the future.
        Duration spacing = Duration.ofDays(27).dividedBy(times);
        Reports reports = Reports.inTurn(
                fleet, 20, Instant.now().minus(30, ChronoUnit.DAYS).plusNanos(500_000), spacing);
        long start = System.nanoTime();
        while (reports.acknowledged() < missing) {
            send(reports, 32, Duration.ofSeconds(2));
        }
        figures.add("fill.points_s", reports.acknowledged() / ((System.nanoTime() - start) / 1e9));
    }

    private void queries() {
        int connections = 4;
        List<byte[]> latest = new ArrayList<>();
        List<byte[]> series = new ArrayList<>();
        for (Device device : devices) {
            latest.add(request("GET", "/api/v1/devices/" + device.id() + "/readings/latest", ""));
            series.add(request("GET", "/api/v1/series?deviceId=" + device.id() + "&metric=temperature&range=30d", ""));
        }
        query("query.latest", latest, connections, 20);
        query("query.series30d", series, connections, 100);
    }

    private void query(String name, List<byte[]> requests, int connections, double bar) {
        HttpLoad.Traffic traffic = HttpLoad.repeating(requests, 200);
        new HttpLoad(server.port(), connections, 0, traffic).run(Duration.ofSeconds(2));
        HttpLoad.Result result = new HttpLoad(server.port(), connections, 0, traffic).run(phase);
        Histogram latencies = result.corrected(connections);
        figures.add(name + ".requests_s", result.perSecond());
        figures.add(name + ".p50_ms", latencies.getValueAtPercentile(50) / 1000.0);
        figures.atMost(name + ".p99_ms", latencies.getValueAtPercentile(99) / 1000.0, bar);
    }

    /** A tenant of its own has many open alerts: how fast they are listed, and how late their timers fire. */
    private void openAlerts() throws InterruptedException {
        String alerting = newTenant("Alerting");
        Api owner = platform.with("X-Tenant-Id", alerting);
        OpenAlerts alerts = new OpenAlerts(server, figures, owner);
        alerts.raise(alerting);
        acknowledged += OpenAlerts.ALERTS;
        List<byte[]> listings = new ArrayList<>();
        alerts.listings().forEach(path -> listings.add(request(alerting, "GET", path, "")));
        query("alerts.listing", listings, 4, 50);
        TimerLateness timers = new TimerLateness(server, figures, owner);
        int steady = (int) phase.toSeconds() * TIMERS_PER_SECOND;
        List<String> ids = alerts.ids(steady + BATCH);
        timers.measure(
                "timers.steady", ids.subList(0, steady), Duration.ofSeconds(1).dividedBy(TIMERS_PER_SECOND), 2_000);
        timers.measure("timers.batch", ids.subList(steady, steady + BATCH), Duration.ZERO, 2_000);
    }

    private byte[] request(String method, String path, String body) {
        return request(tenant, method, path, body);
    }

    private byte[] request(String of, String method, String path, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nX-Tenant-Id: " + of + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What was acknowledged is there, once. */
    private void verify() {
        long stored = JdbcClient.create(server.database("postgres"))
                .sql("select count(*) from reading")
                .query(Long.class)
                .single();
        figures.add("verify.acknowledged", acknowledged);
        figures.add("verify.stored", stored);
        if (stored != acknowledged) {
            throw new IllegalStateException(
                    acknowledged + " readings were acknowledged, but " + stored + " are stored");
        }
    }
}
