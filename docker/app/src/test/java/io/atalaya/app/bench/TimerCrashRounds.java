package io.atalaya.app.bench;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Kills the packed application with -9 while timers of many alerts are firing, starts it again, and looks whether each
 * timer that was set has fired once, with its effect, or waits for its moment. Setting: {@code crash.rounds}.
 */
public final class TimerCrashRounds {
    private static final int ALERTS = 40;
    /** What a timer does stands within so many events after its firing. */
    private static final int EVENTS_TOGETHER = 6;

    private static final Duration LONGEST_LOAD = Duration.ofSeconds(4);

    private final int rounds = Integer.getInteger("crash.rounds", 5);
    private final Path jar;
    private final Path jvmOptions;
    private final Path folder;
    private final Random random = new Random();

    private TimerCrashRounds(Path jar, Path jvmOptions, Path folder) {
        this.jar = jar;
        this.jvmOptions = jvmOptions;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[1]).toAbsolutePath(), "timer-crash");
        new TimerCrashRounds(Path.of(arguments[0]), Path.of(arguments[3]), folder).run();
    }

    private void run() throws Exception {
        for (int round = 0; round <= rounds; round++) {
            try (Server server = start()) {
                if (round > 0) {
                    verify(server, round);
                }
                if (round < rounds) {
                    raiseAlerts(server);
                    // Pages, levels and acknowledgements come due all the time now.
                    TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_LOAD.toMillis()));
                    server.kill();
                }
            }
        }
        System.out.println("Each timer fired once, with its effect");
    }

    private Server start() {
        return Server.start(
                jar,
                jvmOptions,
                folder,
                Map.of(
                        "atalaya.mqtt.enabled", "false",
                        "atalaya.limits.per-user", "1000000000/PT1H",
                        // What the dead node had taken up is given to others after some of these.
                        "db-scheduler.heartbeat-interval", "1s",
                        "atalaya.alerting.escalate-after", "PT2S",
                        "atalaya.alerting.max-escalation-level", "2",
                        "atalaya.alerting.page-again-after", "PT0.5S",
                        "atalaya.alerting.acknowledgement-lapse", "PT1S"));
    }

    /** In a tenant of their own, a third of them acknowledged, a third shelved for some seconds. */
    private void raiseAlerts(Server server) {
        Api platform = await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> server.api().logIn(Server.ADMIN_EMAIL, Server.ADMIN_PASSWORD), session -> true);
        String tenant = platform.post("/api/v1/tenants", Map.of("name", "Crashes"))
                .expect(201)
                .text("id");
        Api owner = platform.with("X-Tenant-Id", tenant);
        owner.post(
                        "/api/v1/rules",
                        Map.of(
                                "name", "Too warm",
                                "type", "HIGH_TEMP",
                                "metric", "temperature",
                                "comparison", "GT",
                                "threshold", 8,
                                "severity", "CRITICAL"))
                .expect(201);
        for (int number = 0; number < ALERTS; number++) {
            Api.Answer device = owner.post(
                            "/api/v1/devices", Map.of("name", "d", "type", "CRASH", "serialNumber", UUID.randomUUID()))
                    .expect(201);
            server.api()
                    .with("X-API-Key", device.text("apiKey"))
                    .post(
                            "/api/v1/devices/" + device.text("id") + "/readings",
                            Map.of("readings", List.of(Map.of("metric", "temperature", "value", 9))))
                    .expect(202);
        }
        JsonNode alerts = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> owner.get("/api/v1/alerts?limit=1000")
                                .expect(200)
                                .json()
                                .path("items"),
                        items -> items.size() == ALERTS);
        int number = 0;
        for (JsonNode alert : alerts) {
            String path = "/api/v1/alerts/" + alert.path("id").asString();
            switch (number++ % 3) {
                case 0 -> owner.post(path + "/acknowledge", null);
                case 1 ->
                    owner.post(
                            path + "/shelve",
                            Map.of(
                                    "until",
                                    Instant.parse(alert.path("raisedAt").asString())
                                            .plusSeconds(3)
                                            .toString(),
                                    "reason",
                                    "Crash"));
                default -> {}
            }
        }
    }

    private void verify(Server server, int round) {
        JdbcClient database = JdbcClient.create(server.database("postgres"));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> overdue(database) == 0);
        List<String> twice = texts(
                database,
                "select subject || ' ' || generation from timer where type = 'TimerFired'"
                        + " group by subject, generation having count(*) > 1");
        List<String> levels = texts(
                database,
                "select aggregate_identifier || ' ' || (payload ->> 'level') from event where type = 'AlertEscalated'"
                        + " group by 1 having count(*) > 1");
        List<String> withoutEffect = texts(
                database,
                "select subject || ' ' || timer || ' ' || generation from timer where type = 'TimerFired'"
                        + " and not exists (select 1 from event where event.aggregate_identifier = timer.subject"
                        + " and event.sequence_number between timer.sequence_number + 1 and timer.sequence_number + "
                        + EVENTS_TOGETHER + " and event.type in ('AlertPaged', 'AlertEscalated', 'AlertUnacknowledged',"
                        + " 'AlertUnshelved'))");
        List<String> withoutTicket = texts(
                database,
                "select aggregate_identifier from event where type = 'AlertTicketRequested' and not exists ("
                        + "select 1 from event ticket where ticket.type = 'TicketOpened'"
                        + " and ticket.payload ->> 'alertId' = event.aggregate_identifier)");
        System.out.printf(
                "round %d: %s timers fired so far, twice: %s, level reached twice: %s, without effect: %s, without the"
                        + " ticket: %s%n",
                round,
                texts(database, "select count(*)::text from timer where type = 'TimerFired'")
                        .getFirst(),
                twice,
                levels,
                withoutEffect,
                withoutTicket);
        if (!twice.isEmpty() || !levels.isEmpty() || !withoutEffect.isEmpty() || !withoutTicket.isEmpty()) {
            throw new IllegalStateException("A timer was lost, or had its effect twice");
        }
    }

    /** Timers of alerts that are set, whose moment is more than a second ago. */
    private static long overdue(JdbcClient database) {
        return Long.parseLong(texts(
                        database,
                        "select count(*)::text from timer timer_set where type = 'TimerSet'"
                                + " and due_at < now() - interval '1 second' and not exists (select 1 from timer later"
                                + " where later.subject = timer_set.subject and later.generation = timer_set.generation"
                                + " and later.type <> 'TimerSet')")
                .getFirst());
    }

    private static List<String> texts(JdbcClient database, String sql) {
        return database.sql("with event as (select aggregate_identifier, sequence_number,"
                        + " regexp_replace(payload_type, '.*\\.', '') as type,"
                        + " convert_from(payload, 'UTF8')::jsonb as payload from domain_event),"
                        + " timer as (select aggregate_identifier as subject, sequence_number, type,"
                        + " payload ->> 'timer' as timer, (payload ->> 'generation')::int as generation,"
                        + " (payload ->> 'dueAt')::timestamptz as due_at from event"
                        + " where type in ('TimerSet', 'TimerFired', 'TimerCancelled')"
                        + " and payload ->> 'subject' = 'ALERT') "
                        + sql)
                .query(String.class)
                .list();
    }
}
