package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** API keys from their creation to their end. */
class ApiKeyStoryTest {
    private static final String KEYS = "/api/v1/api-keys";
    private static final Duration OVERLAP = Duration.ofSeconds(6);
    private static final Node node =
            Node.start(TestPostgres.freshDatabase(), Map.of("atalaya.api-keys.rotation-overlap", OVERLAP));

    private final World world = World.on(node);

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aTenantWideKeyThatMayWriteSendsTelemetryOfAnyDeviceAndReadsNothing() {
        Api key = with(create(Map.of("name", "Gateway", "permissions", List.of("WRITE"))));
        report(key, world.device()).expect(202);
        report(key, world.device()).expect(202);
        report(key, World.on(node).device()).expect(404);
        assertThat(key.get("/api/v1/devices").expect(403).code()).isEqualTo("forbidden");
    }

    @Test
    void aKeyThatMayReadReadsOperationsAndNothingElse() {
        Api key = with(create(Map.of("name", "Dashboard", "permissions", List.of("READ"))));
        World.Device device = world.device();
        key.get("/api/v1/devices").expect(200);
        key.get("/api/v1/alerts").expect(200);
        report(key, device).expect(403);
        key.get("/api/v1/audit/events").expect(403);
        key.get(KEYS).expect(403);
        key.post("/api/v1/sites", Map.of("name", "x")).expect(403);
        key.post(KEYS, Map.of("name", "More", "permissions", List.of("READ", "WRITE")))
                .expect(403);
        key.with("X-Tenant-Id", World.on(node).tenantId())
                .get("/api/v1/devices")
                .expect(404);
    }

    @Test
    void aKeyMayDoBoth() {
        Api key = with(create(Map.of("name", "Both", "permissions", List.of("READ", "WRITE"))));
        report(key, world.device()).expect(202);
        key.get("/api/v1/devices").expect(200);
    }

    @Test
    void aDevicesKeySendsThatDevicesTelemetryOnly() {
        World.Device device = world.device();
        Api.Answer created = create(
                Map.of("name", "Spare", "deviceId", device.id(), "permissions", List.of("WRITE"), "rateLimit", 60));
        assertThat(created.text("deviceId")).isEqualTo(device.id());
        report(with(created), device).expect(202);
        report(with(created), world.device()).expect(404);
        refused(Map.of("name", "Spy", "deviceId", device.id(), "permissions", List.of("READ")), "invalid_request");
        refused(
                Map.of("name", "x", "deviceId", World.on(node).device().id(), "permissions", List.of("WRITE")),
                "reference_not_found");
    }

    @Test
    void whatIsWrongIsRefused() {
        refused(Map.of("name", "", "permissions", List.of("READ")), "invalid_request");
        refused(Map.of("name", "x", "permissions", List.of()), "invalid_request");
        refused(Map.of("name", "x"), "invalid_request");
        refused(Map.of("name", "x", "permissions", List.of("READ"), "rateLimit", 0), "invalid_request");
        refused(
                Map.of("name", "x", "permissions", List.of("READ"), "expiresAt", "2020-01-01T00:00:00Z"),
                "invalid_request");
    }

    @Test
    void theListSaysWhatEachKeyMayDoAndNeverItsSecret() {
        Instant expiresAt = Instant.parse("2099-01-01T00:00:00Z");
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("name", "Dashboard");
        wanted.put("permissions", List.of("WRITE", "READ"));
        wanted.put("rateLimit", 3600);
        wanted.put("expiresAt", expiresAt.toString());
        Api.Answer created = create(wanted);
        with(created).get("/api/v1/devices").expect(200);

        JsonNode listed =
                await().atMost(Duration.ofSeconds(20)).until(() -> items().path(0), item -> item.has("lastUsedAt"));

        assertThat(listed.path("id").asString()).isEqualTo(created.text("id"));
        assertThat(listed.path("permissions").toString()).isEqualTo("[\"READ\",\"WRITE\"]");
        assertThat(listed.path("rateLimit").asInt()).isEqualTo(3600);
        assertThat(Instant.parse(listed.path("expiresAt").asString())).isEqualTo(expiresAt);
        assertThat(Instant.parse(listed.path("lastUsedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(listed.path("createdAt").asString()));
        assertThat(world.owner().get(KEYS).response().body())
                .doesNotContain(created.text("apiKey").substring("atl_".length() + 33), "hash");
        assertThat(world.owner().get("/api/v1/audit/events").response().body())
                .doesNotContain(created.text("apiKey").substring("atl_".length() + 33));
    }

    @Test
    void theListComesInPagesNewestFirst() {
        String older =
                create(Map.of("name", "1", "permissions", List.of("READ"))).text("id");
        String newer =
                create(Map.of("name", "2", "permissions", List.of("READ"))).text("id");
        JsonNode first = world.owner().get(KEYS + "?limit=1").expect(200).json();
        JsonNode second = world.owner()
                .get(KEYS + "?limit=1&cursor=" + first.path("nextCursor").asString())
                .expect(200)
                .json();
        assertThat(first.at("/items/0/id").asString()).isEqualTo(newer);
        assertThat(second.at("/items/0/id").asString()).isEqualTo(older);
        assertThat(second.has("nextCursor")).isFalse();
        world.owner().get(KEYS + "?cursor=bm9uc2Vuc2U").expect(400);
    }

    @Test
    void aRotatedKeyIsAcceptedWithItsOldSecretForAWhile() {
        Api.Answer created = create(Map.of("name", "Rotated", "permissions", List.of("READ")));
        Api.Answer rotated = world.owner()
                .post(KEYS + "/" + created.text("id") + "/rotate", null)
                .expect(200);

        assertThat(rotated.text("apiKey")).isNotEqualTo(created.text("apiKey"));
        with(created).get("/api/v1/devices").expect(200);
        with(rotated).get("/api/v1/devices").expect(200);

        await().atMost(OVERLAP.multipliedBy(3))
                .until(() -> with(created).get("/api/v1/devices").status() == 401);
        with(rotated).get("/api/v1/devices").expect(200);
    }

    @Test
    void aKeyExpires() {
        Map<String, Object> wanted = Map.of(
                "name",
                "Short",
                "permissions",
                List.of("READ"),
                "expiresAt",
                node.bean(Clock.class).instant().plusSeconds(4).toString());
        Api.Answer created = create(wanted);
        with(created).get("/api/v1/devices").expect(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> with(created).get("/api/v1/devices").status() == 401);
        assertThat(world.owner()
                        .post(KEYS + "/" + created.text("id") + "/rotate", null)
                        .expect(409)
                        .code())
                .isEqualTo("api_key_expired");
    }

    @Test
    void aRevokedKeyOpensNothing() {
        Api.Answer created = create(Map.of("name", "Revoked", "permissions", List.of("READ")));
        with(created).get("/api/v1/devices").expect(200);
        String path = KEYS + "/" + created.text("id");
        assertThat(world.owner().send("DELETE", path, null).expect(204).position())
                .isPositive();
        assertThat(with(created).get("/api/v1/devices").expect(401).code()).isEqualTo("credentials_invalid");
        assertThat(items()).isEmpty();
        world.owner().send("DELETE", path, null).expect(404);
        world.owner().post(path + "/rotate", null).expect(404);
    }

    @Test
    void aRepeatedRequestMakesOneKey() {
        Api owner = world.owner().with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> wanted = Map.of("name", "Once", "permissions", List.of("READ"));
        String first = owner.post(KEYS, wanted).expect(201).text("apiKey");
        assertThat(owner.post(KEYS, wanted).expect(201).text("apiKey")).isEqualTo(first);
        assertThat(items().size()).isEqualTo(1);
    }

    @Test
    void onlyOwnersMakeKeysAndAuditorsSeeThem() {
        String path = KEYS + "/"
                + create(Map.of("name", "x", "permissions", List.of("READ"))).text("id");
        for (Role role : List.of(Role.ENGINEER, Role.VIEWER, Role.AUDITOR)) {
            Api member = world.member(role);
            member.post(KEYS, Map.of("name", "x", "permissions", List.of("READ")))
                    .expect(403);
            member.post(path + "/rotate", null).expect(403);
            member.send("DELETE", path, null).expect(403);
            member.get(KEYS).expect(role == Role.AUDITOR ? 200 : 403);
        }
    }

    @Test
    void toAnotherTenantTheKeyDoesNotExist() {
        Api.Answer created = create(Map.of("name", "Mine", "permissions", List.of("READ")));
        String path = KEYS + "/" + created.text("id");
        Api stranger = World.on(node).owner();
        stranger.send("DELETE", path, null).expect(404);
        stranger.post(path + "/rotate", null).expect(404);
        assertThat(stranger.get(KEYS).expect(200).json().path("items")).isEmpty();
        with(created).get("/api/v1/devices").expect(200);
    }

    private Api.Answer create(Map<String, Object> wanted) {
        return world.owner().post(KEYS, wanted).expect(201);
    }

    private void refused(Map<String, Object> wanted, String code) {
        assertThat(world.owner().post(KEYS, wanted).expect(400).code()).isEqualTo(code);
    }

    private static Api with(Api.Answer key) {
        return node.api().with("X-API-Key", key.text("apiKey"));
    }

    private JsonNode items() {
        return world.owner().get(KEYS).expect(200).json().path("items");
    }

    private static Api.Answer report(Api key, World.Device device) {
        return key.post(
                "/api/v1/devices/" + device.id() + "/readings",
                Map.of("readings", List.of(Map.of("metric", "temperature", "value", 3))));
    }
}
