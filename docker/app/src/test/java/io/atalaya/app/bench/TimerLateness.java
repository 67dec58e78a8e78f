package io.atalaya.app.bench;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How late timers have their effect. Alerts are shelved until moments of our choosing; each comes back with an event, which
 * tells people again and sets two more timers. Late is by how much that event's own time is after the moment.
 */
final class TimerLateness {
    private static final int SENDERS = 8;
    /** So long it may take to shelve one alert, with all that follows. */
    private static final Duration TO_SHELVE_ONE = Duration.ofMillis(25);

    private static final Duration TO_SETTLE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Figures figures;
    private final Api owner;
    private final JdbcClient database;

    TimerLateness(Server server, Figures figures, Api owner) {
        this.figures = figures;
        this.owner = owner;
        this.database = JdbcClient.create(server.database("postgres"));
    }

    /** @param apart how long after one timer the next one is due; nothing if all are due at once */
    void measure(String name, List<String> alerts, Duration apart, double bar) throws InterruptedException {
        Instant first = Instant.now()
                .plus(TO_SHELVE_ONE.multipliedBy(alerts.size()))
                .plus(TO_SETTLE)
                .truncatedTo(ChronoUnit.MILLIS);
        Map<String, Instant> due = new HashMap<>();
        for (String alert : alerts) {
            due.put(alert, first.plus(apart.multipliedBy(due.size())));
        }
        long before = lastEvent();
        shelve(due);
        Duration untilDue = Duration.between(Instant.now(), first);
        await().atMost(LONGEST)
                .pollDelay(untilDue.isNegative() ? Duration.ZERO : untilDue)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> unshelvedSince(before) >= alerts.size());
        report(name, due, effects(alerts), bar);
    }

    private void shelve(Map<String, Instant> due) throws InterruptedException {
        Semaphore done = new Semaphore(0);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            due.forEach((alert, until) -> senders.execute(() -> {
                owner.post(
                                "/api/v1/alerts/" + alert + "/shelve",
                                Map.of("until", until.toString(), "reason", "Benchmark"))
                        .expect(200);
                done.release();
            }));
            done.acquire(due.size());
        }
    }

    private long lastEvent() {
        return database.sql("select max(global_index) from domain_event")
                .query(Long.class)
                .single();
    }

    /** Asked while timers fire, so it reads no more than has happened since the first was shelved. */
    private long unshelvedSince(long event) {
        return database.sql("select count(*) from domain_event"
                        + " where global_index > :event and payload_type like '%.AlertUnshelved'")
                .param("event", event)
                .query(Long.class)
                .single();
    }

    private Map<String, Instant> effects(List<String> alerts) {
        Map<String, Instant> effects = new HashMap<>();
        database.sql("select aggregate_identifier, time_stamp from domain_event"
                        + " where aggregate_identifier = any(:alerts) and payload_type like '%.AlertUnshelved'")
                .param("alerts", alerts.toArray(String[]::new))
                .query(row -> {
                    effects.put(row.getString("aggregate_identifier"), Instant.parse(row.getString("time_stamp")));
                });
        return effects;
    }

    private void report(String name, Map<String, Instant> due, Map<String, Instant> effects, double bar) {
        Histogram lateness = new Histogram(3);
        Instant first = due.values().stream().min(Instant::compareTo).orElseThrow();
        Instant last = effects.values().stream().max(Instant::compareTo).orElseThrow();
        due.forEach((alert, moment) -> {
            Instant effect = Objects.requireNonNull(effects.get(alert));
            if (effect.isBefore(moment)) {
                throw new IllegalStateException("The timer of " + alert + " fired before its moment");
            }
            lateness.recordValue(Duration.between(moment, effect).toMillis());
        });
        figures.add(
                name + ".timers_s",
                due.size() * 1000.0 / Duration.between(first, last).toMillis());
        figures.add(name + ".lateness.p50_ms", lateness.getValueAtPercentile(50));
        figures.add(name + ".lateness.p99_ms", lateness.getValueAtPercentile(99));
        figures.atMost(name + ".lateness.max_ms", lateness.getMaxValue(), bar);
    }
}
