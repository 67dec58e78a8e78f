package io.atalaya.app.bench;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Ten thousand open alerts of one tenant, raised by readings, and a hundred thousand timers that wait. Each alert has two:
 * when people are told again, and when it rises a level. The rest are copies of their rows, due in a year.
 */
final class OpenAlerts {
    static final int ALERTS = 10_000;
    private static final int RULES = 10;
    private static final int DEVICES = ALERTS / RULES;
    /** Before memory is measured for the first time: by then Axon keeps as many of the last events as it ever will. */
    private static final int FIRST_DEVICES = DEVICES / 4;

    private static final int TIMERS_PER_ALERT = 2;
    private static final int TIMERS = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Server server;
    private final Figures figures;
    private final Api owner;
    private final JdbcClient database;
    private final List<String> devices = new ArrayList<>();
    private String site = "";

    /** @param owner of a tenant that has no device yet */
    OpenAlerts(Server server, Figures figures, Api owner) {
        this.server = server;
        this.figures = figures;
        this.owner = owner;
        this.database = JdbcClient.create(server.database("postgres"));
    }

    void raise(String tenant) {
        prepare(tenant);
        long others = timers();
        raise(FIRST_DEVICES, others);
        double before = server.liveHeapMb();
        server.takeMaxRssMb();
        long start = System.nanoTime();
        raise(DEVICES, others);
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.add("alerts.raised_and_paged_s", (DEVICES - FIRST_DEVICES) * RULES / seconds);
        copyTimers(TIMERS - timers());
        figures.add("timers.waiting", timers());
        figures.add("alerts.rss.mb", server.takeMaxRssMb());
        figures.add("alerts.heap.before_mb", before);
        figures.atMost("alerts.heap.growth_mb", server.liveHeapMb() - before, 10);
    }

    /** Nobody is told again, and nothing rises, while it is measured. */
    private void prepare(String tenant) {
        owner.send(
                        "PUT",
                        "/api/v1/tenants/" + tenant + "/escalation-policy",
                        Map.of(
                                "levels",
                                List.of(
                                        Map.of(
                                                "roles",
                                                List.of("OPERATOR"),
                                                "repeatEvery",
                                                "PT6H",
                                                "repeats",
                                                5,
                                                "escalateAfter",
                                                "PT12H"),
                                        Map.of("roles", List.of("OWNER"), "repeatEvery", "PT6H", "repeats", 5))))
                .expect(200);
        site = owner.post("/api/v1/sites", Map.of("name", "Hall")).expect(201).text("id");
        for (int rule = 0; rule < RULES; rule++) {
            owner.post(
                            "/api/v1/rules",
                            Map.of(
                                    "name",
                                    "Rule " + rule,
                                    "type",
                                    "TYPE_" + rule,
                                    "metric",
                                    "m" + rule,
                                    "comparison",
                                    "GT",
                                    "threshold",
                                    8,
                                    "severity",
                                    rule == 0 ? "CRITICAL" : "WARNING"))
                    .expect(201);
        }
    }

    /** Until so many devices breach all rules, and each alert has its timers. */
    private void raise(int upTo, long others) {
        List<Map<String, Object>> breaches = new ArrayList<>();
        for (int rule = 0; rule < RULES; rule++) {
            breaches.add(Map.of("metric", "m" + rule, "value", 9));
        }
        for (int number = devices.size(); number < upTo; number++) {
            Map<String, Object> device = new LinkedHashMap<>();
            device.put("name", "Device " + number);
            device.put("type", "ALERTING");
            device.put("serialNumber", "alerting-" + number);
            if (number % 2 == 0) {
                device.put("siteId", site);
            }
            Api.Answer registered = owner.post("/api/v1/devices", device).expect(201);
            devices.add(registered.text("id"));
            server.api()
                    .with("X-API-Key", registered.text("apiKey"))
                    .post("/api/v1/devices/" + registered.text("id") + "/readings", Map.of("readings", breaches))
                    .expect(202);
        }
        long expected = others + (long) upTo * RULES * TIMERS_PER_ALERT;
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(200)).until(() -> timers() >= expected);
    }

    private long timers() {
        return database.sql("select count(*) from scheduled_tasks where task_name = 'AxonDeadline'")
                .query(Long.class)
                .single();
    }

    private void copyTimers(long missing) {
        database.sql(
                        "insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)"
                                + " select task_name, gen_random_uuid()::text, task_data,"
                                + " now() + interval '1 year' + copy * interval '1 second', false, 1"
                                + " from (select * from scheduled_tasks where task_name = 'AxonDeadline' limit 1) model,"
                                + " generate_series(1, :missing) copy")
                .param("missing", missing)
                .update();
    }

    /** What is asked for: first and later pages, by filters that leave all, many, few, or nothing. */
    List<String> listings() {
        List<String> paths = new ArrayList<>();
        for (String filter : List.of(
                "",
                "status=ACTIVE",
                "severity=CRITICAL",
                "severity=INFO",
                "type=TYPE_3",
                "type=NONE",
                "site=" + site)) {
            String path = "/api/v1/alerts?" + filter;
            paths.add(path);
            String next = cursor(path);
            for (int page = 0; page < 10 && !next.isEmpty(); page++) {
                paths.add(path + "&cursor=" + next);
                next = cursor(path + "&cursor=" + next);
            }
        }
        for (int number = 0; number < devices.size(); number += 50) {
            paths.add("/api/v1/alerts?device=" + devices.get(number));
        }
        return paths;
    }

    private String cursor(String path) {
        return owner.get(path).expect(200).text("nextCursor");
    }

    /** So many of the open alerts, oldest last. */
    List<String> ids(int count) {
        List<String> ids = new ArrayList<>();
        String path = "/api/v1/alerts?suppression=NONE&limit=1000";
        String next = "";
        do {
            JsonNode page = owner.get(path + (next.isEmpty() ? "" : "&cursor=" + next))
                    .expect(200)
                    .json();
            page.path("items").forEach(alert -> ids.add(alert.path("id").asString()));
            next = page.path("nextCursor").asString();
        } while (ids.size() < count && !next.isEmpty());
        return ids.subList(0, count);
    }
}
