package io.atalaya.app.bench;

import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.history.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives a tenant a long history. Some devices live through their alerts and tickets over HTTP, as in life; what the
 * application has stored of that is then stored again and again by COPY, byte for byte in the same form, but with other
 * ids, other times and seals of its own: each time, the same things happen to other devices some hours later.
 */
final class HistoryFill {
    private static final int DEVICES = 20;
    private static final int ROUNDS = 3;
    private static final Duration BETWEEN_STORIES = Duration.ofHours(4);
    /** So long that a device which alerted before does not flap. */
    private static final int CALM = 20;

    private final Server server;
    private final Api owner;
    private final String tenantId;

    /** @param owner somebody who may do everything in the tenant */
    HistoryFill(Server server, Api owner, String tenantId) {
        this.server = server;
        this.owner = owner;
        this.tenantId = tenantId;
    }

    /** What happens to the devices of one story, through the front door; all in some ten seconds. */
    void live() throws Exception {
        owner.post(
                        "/api/v1/rules",
                        Map.of(
                                "name", "Too warm",
                                "type", "HIGH_TEMP",
                                "metric", "temperature",
                                "comparison", "GT",
                                "threshold", 8,
                                "severity", "CRITICAL",
                                "deviceType", "BENCH"))
                .expect(201);
        try (ExecutorService lives = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < DEVICES; number++) {
                String name = "Freezer " + number;
                all.add(lives.submit(() -> live(name)));
            }
            for (Future<?> life : all) {
                life.get();
            }
        }
    }

    private void live(String name) {
        Map<String, Object> description = Map.of("name", name, "type", "BENCH", "serialNumber", UUID.randomUUID());
        Api.Answer registered = owner.post("/api/v1/devices", description).expect(201);
        String device = "/api/v1/devices/" + registered.text("id");
        Api own = server.api().with("X-API-Key", registered.text("apiKey"));
        for (int round = 0; round < ROUNDS; round++) {
            report(own, device, Stream.of(9.0));
            String alert = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> owner.get("/api/v1/alerts?limit=1&status=ACTIVE&type=HIGH_TEMP&device="
                                            + registered.text("id"))
                                    .json()
                                    .at("/items/0/id")
                                    .asString(),
                            id -> !id.isEmpty());
            String path = "/api/v1/alerts/" + alert;
            owner.post(path + "/comments", Map.of("text", "Somebody has left the door open again"))
                    .expect(201);
            String ticket = await().atMost(Duration.ofSeconds(30))
                    .until(() -> owner.get(path).text("ticketId"), id -> !id.isEmpty());
            owner.post(path + "/acknowledge", null).expect(200);
            String work = "/api/v1/tickets/" + ticket;
            owner.post(work + "/hold", Map.of("reason", "Waiting for a spare part"))
                    .expect(200);
            owner.post(work + "/resume", null).expect(200);
            owner.send("PUT", work, Map.of("title", "Close the door of " + name, "priority", "HIGH"))
                    .expect(200);
            owner.post(work + "/cancel", Map.of("reason", "The door is closed")).expect(200);
            report(own, device, Stream.of(3.0));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> owner.get(path).text("status").equals("RESOLVED"));
            report(own, device, Stream.generate(() -> 3.0).limit(CALM));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> owner.get(device).text("status").equals("OFFLINE"));
        }
    }

    private static void report(Api own, String device, Stream<Double> celsius) {
        Instant now = Instant.now();
        List<Map<String, Object>> readings = new ArrayList<>();
        celsius.forEach(value -> readings.add(Map.of(
                "metric",
                "temperature",
                "value",
                value,
                "measuredAt",
                now.plusMillis(readings.size()).toString())));
        own.post(device + "/readings", Map.of("readings", readings)).expect(202);
    }

    /**
     * Repeats the story until the tenant has so many events. Nobody may be following the log meanwhile: whoever does is told
     * that all this has been handled, so that nobody acts upon it.
     *
     * @return how many events the log holds then
     */
    long repeat(long events) throws SQLException, IOException {
        JdbcClient jdbc = JdbcClient.create(server.database("postgres"));
        HistoryKey key = jdbc.sql("select public_key, secrets, sealed_from from audit_key")
                .query((row, number) -> HistoryKey.restore(
                        row.getBytes("public_key"), row.getBytes("secrets"), row.getLong("sealed_from")))
                .single();
        List<StoredEvent> story = jdbc.sql("select * from domain_event where convert_from(payload, 'UTF8')::json"
                        + " ->> 'tenantId' = :tenant order by global_index")
                .param("tenant", tenantId)
                .query((row, number) -> new StoredEvent(
                        row.getLong("global_index"),
                        row.getString("event_identifier"),
                        row.getString("type"),
                        row.getString("aggregate_identifier"),
                        row.getLong("sequence_number"),
                        row.getString("time_stamp"),
                        row.getString("payload_type"),
                        row.getString("payload_revision"),
                        row.getBytes("payload"),
                        row.getBytes("meta_data")))
                .list();
        StoryCopier copier = StoryCopier.of(
                story,
                jdbc.sql("select id::text from account"
                                + " union all select :tenant union all select id::text from rule_view")
                        .param("tenant", tenantId)
                        .query(String.class)
                        .list());
        long stories = Math.max(1, (events - story.size()) / copier.size());
        try (Connection connection = server.database("postgres").getConnection()) {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                            + " time_stamp, payload_type, payload_revision, payload, meta_data, seal) from stdin");
            for (long number = 1; number <= stories; number++) {
                StringBuilder rows = new StringBuilder(1 << 20);
                copier.copy(number, BETWEEN_STORIES.multipliedBy(stories - number))
                        .forEach(event -> write(rows, event, key.seal(event)));
                byte[] text = rows.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(text, 0, text.length);
            }
            copy.endCopy();
        }
        jdbc.sql("analyze domain_event").update();
        jdbc.sql("update token_entry set token = convert_to('{\"index\":' || head || ',\"gaps\":[]}', 'UTF8'),"
                        + " token_type = 'org.axonframework.eventhandling.GapAwareTrackingToken'"
                        + " from (select max(global_index) as head from domain_event) log"
                        + " where processor_name not in ('readings', 'evaluation', 'presence')")
                .update();
        return jdbc.sql("select count(*) from domain_event").query(Long.class).single();
    }

    private static void write(StringBuilder rows, StoredEvent event, byte[] seal) {
        HexFormat hex = HexFormat.of();
        rows.append(event.id())
                .append('\t')
                .append(event.aggregateId())
                .append('\t')
                .append(event.aggregateSequence())
                .append('\t')
                .append(event.aggregateType() == null ? "\\N" : event.aggregateType())
                .append('\t')
                .append(event.recordedAt())
                .append('\t')
                .append(event.payloadType())
                .append('\t')
                .append(event.revision() == null ? "\\N" : event.revision())
                .append("\t\\\\x");
        hex.formatHex(rows, event.payload());
        rows.append("\t\\\\x");
        hex.formatHex(rows, event.metadata());
        rows.append("\t\\\\x");
        hex.formatHex(rows, seal);
        rows.append('\n');
    }
}
