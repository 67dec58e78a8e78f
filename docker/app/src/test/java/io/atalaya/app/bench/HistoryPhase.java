package io.atalaya.app.bench;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast a long history is replayed, verified, and built into read models again, beside how fast the same rows of the
 * log come out of PostgreSQL in the same run. {@link HistoryFill} makes the history, of a million events in a full run and
 * of fewer in a short one. A database of its own, so that it costs the other phases nothing. Also runs by itself.
 */
public final class HistoryPhase {
    private static final long EVENTS_PER_SECOND_OF_A_PHASE = 34_000;
    private static final long EVENTS = 1_000_000;
    private static final double SHARE_OF_RAW = 0.3;
    private static final double REPLAY_AT_LEAST = 20_000;
    private static final int ROWS_PER_FETCH = 1_000;
    private static final List<String> REBUILT = List.of("devices", "alerts", "audit");
    private static final Map<String, String> SETTINGS = Map.of(
            "atalaya.limits.per-user", "1000000000/PT1H",
            "atalaya.limits.per-key", "1000000000/PT1H",
            "atalaya.mqtt.enabled", "false",
            // So that a story with all its chapters is over in seconds.
            "atalaya.devices.offline-after", "PT2S",
            "atalaya.devices.sweep-every", "PT0.5S",
            "atalaya.alerting.escalate-after", "PT0.5S");

    private final Figures figures;
    private final long wanted;
    private final HttpClient http = HttpClient.newHttpClient();

    HistoryPhase(Figures figures, Duration phase) {
        this.figures = figures;
        this.wanted = Math.min(EVENTS, EVENTS_PER_SECOND_OF_A_PHASE * Math.max(1, phase.toSeconds()));
    }

    public static void main(String[] arguments) throws Exception {
        Figures figures = new Figures();
        new HistoryPhase(figures, Duration.ofSeconds(Long.getLong("bench.seconds", 30)))
                .run(Path.of(arguments[0]), Path.of(arguments[3]), Path.of(arguments[1]));
        figures.write(Path.of(arguments[2]));
    }

    void run(Path jar, Path jvmOptions, Path parent) throws Exception {
        Path folder = Files.createTempDirectory(parent.toAbsolutePath(), "history");
        String tenantId;
        long events;
        // Not closed but killed: its PostgreSQL stays, and nobody follows the log while it is filled.
        Server first = Server.start(jar, jvmOptions, folder, SETTINGS);
        try {
            Api staff = logIn(first);
            tenantId = staff.post("/api/v1/tenants", Map.of("name", "History"))
                    .expect(201)
                    .text("id");
            HistoryFill fill = new HistoryFill(first, staff.with("X-Tenant-Id", tenantId), tenantId);
            fill.live();
            first.kill();
            events = fill.repeat(wanted);
        } finally {
            first.close();
        }
        try (Server server = Server.start(jar, jvmOptions, folder, SETTINGS)) {
            figures.add("history.events", events);
            double raw = raw(server);
            figures.add("raw.read.events_s", raw);
            // The first time, they fill what the copied events have left empty, and chain them.
            for (String processor : REBUILT) {
                figures.add("fill." + processor + ".events_s", events / rebuilt(server, processor));
            }
            for (String processor : REBUILT) {
                double rate = events / rebuilt(server, processor);
                figures.atLeast("rebuild." + processor + ".events_s", rate, SHARE_OF_RAW * raw);
            }
            verify(server, tenantId, raw);
            replay(server, tenantId, raw);
            figures.add("history.rss.mb", server.takeMaxRssMb());
        }
    }

    private static Api logIn(Server server) {
        // The server answers before its first administrator is there.
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> server.api().logIn(Server.ADMIN_EMAIL, Server.ADMIN_PASSWORD), session -> true);
    }

    /** All columns of all rows, by a cursor, on one connection. */
    private static double raw(Server server) throws SQLException {
        try (Connection connection = server.database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(ROWS_PER_FETCH);
            long start = System.nanoTime();
            long rows = 0;
            long bytes = 0;
            try (ResultSet row = statement.executeQuery("select global_index, event_identifier, type,"
                    + " aggregate_identifier, sequence_number, time_stamp, payload_type, payload_revision, payload,"
                    + " meta_data, seal from domain_event order by global_index")) {
                while (row.next()) {
                    bytes += row.getLong(1) + row.getLong(5);
                    for (int column : new int[] {2, 3, 4, 6, 7, 8}) {
                        String text = row.getString(column);
                        bytes += text == null ? 0 : text.length();
                    }
                    for (int column = 9; column <= 11; column++) {
                        byte[] binary = row.getBytes(column);
                        bytes += binary == null ? 0 : binary.length;
                    }
                    rows++;
                }
            }
            if (bytes == 0) {
                throw new IllegalStateException("The log is empty");
            }
            return rows / seconds(start);
        }
    }

    /** @return seconds from asking for it until its rows are the live ones */
    private static double rebuilt(Server server, String processor) {
        Api staff = logIn(server);
        long start = System.nanoTime();
        staff.post("/api/v1/admin/processors/" + processor + "/rebuild", null).expect(202);
        JsonNode rebuild = await().atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> rebuild(staff, processor),
                        found -> !found.path("phase").asString("RUNNING").equals("RUNNING"));
        if (!rebuild.path("phase").asString().equals("COMPLETED")) {
            throw new IllegalStateException("The rebuild of " + processor + " has ended as " + rebuild);
        }
        return seconds(start);
    }

    private static JsonNode rebuild(Api staff, String processor) {
        JsonNode processors =
                staff.get("/api/v1/admin/processors").expect(200).json().path("items");
        return StreamSupport.stream(processors.spliterator(), false)
                .filter(found -> found.path("name").asString().equals(processor))
                .findFirst()
                .orElseThrow()
                .path("rebuild");
    }

    private void verify(Server server, String tenantId, double raw) throws IOException, InterruptedException {
        HttpRequest request = request(server, tenantId, "/api/v1/audit/verify");
        long start = System.nanoTime();
        JsonNode verdict = JsonMapper.builder()
                .build()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        double rate = verdict.path("checked").asLong() / seconds(start);
        if (!verdict.path("valid").asBoolean()) {
            throw new IllegalStateException("The history is not what it was: " + verdict);
        }
        figures.atLeast("verify.events_s", rate, SHARE_OF_RAW * raw);
    }

    private void replay(Server server, String tenantId, double raw) throws IOException, InterruptedException {
        HttpRequest request = request(server, tenantId, "/api/v1/audit/replay");
        long chained = JdbcClient.create(server.database("postgres"))
                .sql("select count(*) from audit_link where tenant_id = :tenant::uuid")
                .param("tenant", tenantId)
                .query(Long.class)
                .single();
        long start = System.nanoTime();
        long lines = 0;
        try (InputStream body =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                for (int place = 0; place < read; place++) {
                    lines += buffer[place] == '\n' ? 1 : 0;
                }
            }
        }
        double rate = lines / seconds(start);
        if (lines < chained) {
            throw new IllegalStateException(chained + " events are chained, but only " + lines + " were replayed");
        }
        figures.atLeast("replay.events_s", rate, Math.max(REPLAY_AT_LEAST, SHARE_OF_RAW * raw));
    }

    private static HttpRequest request(Server server, String tenantId, String path) {
        Api.Answer session = server.api()
                .post("/api/v1/auth/login", Map.of("email", Server.ADMIN_EMAIL, "password", Server.ADMIN_PASSWORD))
                .expect(200);
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .header("Authorization", "Bearer " + session.text("access_token"))
                .header("X-Tenant-Id", tenantId)
                .build();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
