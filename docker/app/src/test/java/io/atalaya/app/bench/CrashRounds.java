package io.atalaya.app.bench;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Kills the packed application, or its PostgreSQL, with -9 while it takes in what it can, starts it again, and looks
 * whether each reading that was acknowledged is there, once. Settings: {@code crash.rounds}, and {@code crash.target},
 * which is {@code application} or {@code postgresql}.
 */
public final class CrashRounds {
    private static final int SENDERS = 64;
    private static final Duration LOAD = Duration.ofSeconds(4);
    private static final String METRIC = "count";

    private final int rounds = Integer.getInteger("crash.rounds", 20);
    private final boolean killPostgres =
            System.getProperty("crash.target", "application").equals("postgresql");
    private final Path jar;
    private final Path jvmOptions;
    private final Path folder;
    private final AtomicInteger next = new AtomicInteger();
    private final BitSet acknowledged = new BitSet();

    private CrashRounds(Path jar, Path jvmOptions, Path folder) {
        this.jar = jar;
        this.jvmOptions = jvmOptions;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[1]).toAbsolutePath(), "crash");
        new CrashRounds(Path.of(arguments[0]), Path.of(arguments[3]), folder).run();
    }

    private void run() throws Exception {
        String deviceId = "";
        String key = "";
        for (int round = 0; round <= rounds; round++) {
            try (Server server = start()) {
                if (round == 0) {
                    Api.Answer device = register(server);
                    deviceId = device.text("id");
                    key = device.text("apiKey");
                } else {
                    verify(server, round);
                }
                if (round < rounds) {
                    load(server, deviceId, key);
                }
            }
        }
        System.out.println("Nothing was lost, nothing was counted twice");
    }

    private Server start() {
        return Server.start(
                jar,
                jvmOptions,
                folder,
                Map.of(
                        "atalaya.limits.per-key", "1000000000/PT1H",
                        // So that what is behind after the crash is seen to be caught up with.
                        "atalaya.mqtt.enabled", "false"));
    }

    private static Api.Answer register(Server server) {
        Api platform = await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> server.api().logIn(Server.ADMIN_EMAIL, Server.ADMIN_PASSWORD), session -> true);
        String tenant = platform.post("/api/v1/tenants", Map.of("name", "Crashes"))
                .expect(201)
                .text("id");
        return platform.with("X-Tenant-Id", tenant)
                .post("/api/v1/devices", Map.of("name", "d", "type", "CRASH", "serialNumber", "crash"))
                .expect(201);
    }

    private void load(Server server, String deviceId, String key) throws Exception {
        AtomicBoolean sending = new AtomicBoolean(true);
        Api device = server.api().with("X-API-Key", key);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.execute(() -> send(device, deviceId, sending));
            }
            TimeUnit.MILLISECONDS.sleep(LOAD.toMillis());
            if (killPostgres) {
                server.killDatabase();
            } else {
                server.kill();
            }
            sending.set(false);
        }
        if (killPostgres) {
            server.kill();
        }
    }

    private void send(Api device, String deviceId, AtomicBoolean sending) {
        while (sending.get()) {
            int value = next.getAndIncrement();
            try {
                Api.Answer answer = device.post(
                        "/api/v1/devices/" + deviceId + "/readings",
                        Map.of("readings", List.of(Map.of("metric", METRIC, "value", value))));
                if (answer.status() == 202) {
                    synchronized (acknowledged) {
                        acknowledged.set(value);
                    }
                }
            } catch (UncheckedIOException gone) {
                return;
            }
        }
    }

    private void verify(Server server, int round) {
        JdbcClient database = JdbcClient.create(server.database("postgres"));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> stored(database).cardinality() >= logged(database));
        BitSet lost = (BitSet) acknowledged.clone();
        lost.andNot(stored(database));
        System.out.printf(
                "round %d: %d acknowledged so far, %d stored, %d lost%n",
                round, acknowledged.cardinality(), logged(database), lost.cardinality());
        if (!lost.isEmpty()) {
            throw new IllegalStateException("Acknowledged and not stored: " + lost);
        }
    }

    private static long logged(JdbcClient database) {
        return database.sql("select count(*) from telemetry_event")
                .query(Long.class)
                .single();
    }

    /** @throws IllegalStateException if a value is stored twice */
    private static BitSet stored(JdbcClient database) {
        BitSet stored = new BitSet();
        database.sql("select value from reading where metric = '" + METRIC + "'")
                .query(row -> {
                    int value = (int) row.getDouble("value");
                    if (stored.get(value)) {
                        throw new IllegalStateException(value + " is stored twice");
                    }
                    stored.set(value);
                });
        return stored;
    }
}
