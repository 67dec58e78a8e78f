package io.atalaya.app.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While PostgreSQL cannot be reached, whoever asks is told to come back: nobody's credential is called wrong. */
class DatabaseAwayTest {
    private static final Map<String, Object> REPORT =
            Map.of("readings", List.of(Map.of("metric", "temperature", "value", 4)));

    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final String url = TestPostgres.freshDatabase();
    private final Node node = Node.start(url, Map.of("spring.datasource.hikari.connection-timeout", 250));

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void everybodyIsToTryAgainAndWhenItIsBackEverythingGoesOn() {
        World world = World.on(node);
        World.Device device = world.device();
        World.Device unseen = world.device();
        device.api().post(path(device), REPORT).expect(202);

        TestPostgres.refuseConnections(url);

        for (World.Device sender : List.of(device, unseen)) {
            assertAway(sender.api().post(path(sender), REPORT));
            assertAway(sender.api().post(path(sender) + "?usual-way", REPORT));
            assertAway(sender.api()
                    .with("Idempotency-Key", UUID.randomUUID().toString())
                    .post(path(sender), REPORT));
        }
        assertAway(world.owner().get("/api/v1/devices"));
        assertAway(world.owner()
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/sites", Map.of("name", "North")));
        assertAway(logIn());

        TestPostgres.acceptConnections(url);

        Awaitility.await()
                .atMost(A_WHILE)
                .until(() -> unseen.api().post(path(unseen), REPORT).status() == 202);
        Awaitility.await().atMost(A_WHILE).until(() -> logIn().status() == 200);
        Awaitility.await()
                .atMost(A_WHILE)
                .until(() -> world.owner()
                                .get("/api/v1/devices/" + unseen.id() + "/readings/latest")
                                .json()
                                .path("items")
                                .size()
                        == 1);
    }

    private Api.Answer logIn() {
        return node.api()
                .post("/api/v1/auth/login", Map.of("email", Node.ADMIN_EMAIL, "password", Node.ADMIN_PASSWORD));
    }

    private static String path(World.Device device) {
        return "/api/v1/devices/" + device.id() + "/readings";
    }

    private static void assertAway(Api.Answer answer) {
        assertThat(answer.expect(503).code()).isIn("database_unavailable", "ingestion_unavailable");
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.response().headers().firstValue("X-Content-Type-Options"))
                .hasValue("nosniff");
    }
}
