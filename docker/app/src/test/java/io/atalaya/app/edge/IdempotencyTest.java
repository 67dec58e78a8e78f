package io.atalaya.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A mutation with an Idempotency-Key happens once, however often it is sent. */
class IdempotencyTest {
    private final World world = World.on(Node.shared());

    @Test
    void theFirstAnswerIsGivenAgainWithTheKeyThatIsShownOnce() {
        Api api = world.owner().with("Idempotency-Key", "register-1");
        Map<String, Object> body = Map.of("name", "n", "type", "t", "serialNumber", "once");
        Api.Answer first = api.post("/api/v1/devices", body).expect(201);
        Api.Answer again = api.post("/api/v1/devices", body).expect(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("X-Position")).isEqualTo(first.header("X-Position"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));

        byte[] kept = Node.shared()
                .jdbc()
                .sql("select body from idempotency where body is not null order by started_at desc limit 1")
                .query(byte[].class)
                .single();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("the API key in it is not stored readable")
                .doesNotContain("atl_");
    }

    @Test
    void aKeyBelongsToOneRequestAndToOneSender() {
        Api api = world.owner().with("Idempotency-Key", "shared-key");
        api.post("/api/v1/sites", Map.of("name", "A")).expect(201);
        assertThat(api.post("/api/v1/sites", Map.of("name", "B")).expect(422).code())
                .isEqualTo("idempotency_key_reused");
        assertThat(api.post("/api/v1/assets", Map.of("name", "A", "type", "t"))
                        .expect(422)
                        .code())
                .isEqualTo("idempotency_key_reused");
        World.on(Node.shared())
                .owner()
                .with("Idempotency-Key", "shared-key")
                .post("/api/v1/sites", Map.of("name", "B"))
                .expect(201);
        assertThat(world.owner()
                        .with("Idempotency-Key", "x".repeat(256))
                        .post("/api/v1/sites", Map.of("name", "A"))
                        .expect(400)
                        .code())
                .isEqualTo("idempotency_key_invalid");
    }

    @Test
    void aRefusedRequestMayBeCorrectedUnderTheSameKey() {
        Api api = world.owner().with("Idempotency-Key", "corrected");
        api.post("/api/v1/sites", Map.of("name", "")).expect(400);
        api.post("/api/v1/sites", Map.of("name", "Good")).expect(201);
    }

    @Test
    void sentManyTimesAtOnceItStillHappensOnce() throws Exception {
        Api api = world.owner().with("Idempotency-Key", "at-once");
        List<Callable<Api.Answer>> calls = IntStream.range(0, 12)
                .<Callable<Api.Answer>>mapToObj(index -> () -> api.post("/api/v1/tickets", Map.of("title", "Once")))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (Future<Api.Answer> call : threads.invokeAll(calls)) {
                assertThat(call.get().status()).isIn(201, 409);
            }
        }
        Api.Answer last = api.post("/api/v1/tickets", Map.of("title", "Once")).expect(201);
        long opened = Node.shared()
                .jdbc()
                .sql("select count(*) from domain_event where payload_type like '%TicketOpened'"
                        + " and convert_from(payload, 'UTF8') like :tenant")
                .param("tenant", "%" + world.tenantId() + "%")
                .query(Long.class)
                .single();
        assertThat(opened).isEqualTo(1);
        assertThat(last.text("id")).isNotEmpty();
    }

    @Test
    void afterACrashBetweenDoingAndKeepingTheAnswerItIsStillTheSameThing() {
        Api api = world.owner().with("Idempotency-Key", "crashed");
        Map<String, Object> site = Map.of("name", "Crash site");
        String id = api.post("/api/v1/sites", site).expect(201).text("id");
        Map<String, Object> device = Map.of("name", "n", "type", "t", "serialNumber", "crashed");
        Api deviceApi = world.owner().with("Idempotency-Key", "crashed-device");
        Api.Answer registered = deviceApi.post("/api/v1/devices", device).expect(201);
        // As a crash would leave it: begun long ago, never finished.
        Node.shared()
                .jdbc()
                .sql("update idempotency set status = null, headers = null, body = null,"
                        + " started_at = started_at - interval '2 minutes' where status is not null")
                .update();
        assertThat(api.post("/api/v1/sites", site).expect(201).text("id")).isEqualTo(id);
        Api.Answer again = deviceApi.post("/api/v1/devices", device).expect(201);
        assertThat(again.text("id")).isEqualTo(registered.text("id"));
        assertThat(again.text("apiKey")).isNotEqualTo(registered.text("apiKey"));
    }
}
