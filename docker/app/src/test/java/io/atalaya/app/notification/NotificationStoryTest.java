package io.atalaya.app.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Endpoint;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From the channel that somebody adds to the message that arrives, and what can be read about it afterwards. */
class NotificationStoryTest {
    private static final String CHANNELS = "/api/v1/notification-channels";
    private static final String LEDGER = "/api/v1/notifications";

    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void aPageReachesTheEndpointSignedAndCanBeTracedBackToTheReading() throws GeneralSecurityException {
        Api owner = world.owner();
        Api.Answer channel = owner.post(
                        CHANNELS,
                        Map.of(
                                "name",
                                "Control room",
                                "type",
                                "WEBHOOK",
                                "url",
                                endpoint.url(),
                                "events",
                                List.of("ALERT_PAGED", "ALERT_ACKNOWLEDGED"),
                                "minimumSeverity",
                                "WARNING"))
                .expect(201);
        World.Device device = world.device();
        world.tooWarmRule(device);
        device.report("too-warm", 9.5).expect(202);
        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        String alertId = alert.path("id").asString();
        await().until(() -> endpoint.received().size() == 1);
        owner.post("/api/v1/alerts/" + alertId + "/acknowledge", null).expect(200);

        await().until(() -> endpoint.received().size() == 2);

        Endpoint.Got page = received("alert.paged");
        assertThat(page.signature()).isEqualTo(signature(page, channel.text("secret")));
        assertThat(page.json().at("/data/alert/id").asString()).isEqualTo(alertId);
        assertThat(page.json().at("/data/alert/device").asString()).isEqualTo("Freezer");
        assertThat(received("alert.acknowledged").json().at("/data/alert/by").asString())
                .isEqualTo(owner.get("/api/v1/auth/me").text("id"));
        Api auditor = world.member(Role.AUDITOR);
        await().until(() -> items(auditor.get(LEDGER + "?alert=" + alertId + "&status=SENT"))
                        .size()
                == 2);
        JsonNode entry = auditor.get(LEDGER + "/" + page.id()).expect(200).json();
        assertThat(entry.path("channelId").asString()).isEqualTo(channel.text("id"));
        assertThat(entry.path("status").asString()).isEqualTo("SENT");
        assertThat(entry.path("event").asString()).isEqualTo("ALERT_PAGED");
        await().untilAsserted(() -> {
            JsonNode steps = auditor.get("/api/v1/audit/trace/too-warm").json().path("steps");
            assertThat(StreamSupport.stream(steps.spliterator(), false)
                            .filter(step -> step.path("kind").asString().equals("NOTIFICATION"))
                            .map(step ->
                                    step.at("/event/payload/notificationId").asString()))
                    .contains(page.id());
        });
        assertThat(auditor.get("/api/v1/audit/trace/too-warm").json().path("notifications"))
                .as("the acknowledgement has a cause of its own, but is about the same alert")
                .hasSize(2)
                .allSatisfy(told -> assertThat(told.path("status").asString()).isEqualTo("SENT"));
    }

    @Test
    void whatIsSecretOrPersonalIsShownOnceAndKeptNowhereReadable() {
        Api owner = world.owner();
        Api.Answer hook = owner.post(CHANNELS, webhook()).expect(201);
        owner.post(CHANNELS, Map.of("name", "Mail", "type", "EMAIL", "addresses", List.of("someone@private.example")))
                .expect(201);

        assertThat(hook.text("secret")).startsWith("whsec_");
        assertThat(hook.text("destination")).endsWith("/…");
        assertThat(owner.get(CHANNELS).expect(200).response().body())
                .contains("Control room", "1 address")
                .doesNotContain("whsec_", "key=secret", "private.example");
        for (String table : List.of("domain_event", "notification_channel", "notification_target")) {
            assertThat(node.jdbc()
                            .sql("select count(*) from " + table + " t where position('someone@private'::text in "
                                    + (table.equals("domain_event") ? "convert_from(payload, 'UTF8')" : "t::text")
                                    + ") > 0")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void whoRepeatsARequestIsToldTheSameSecret() {
        Api owner = world.owner().with("Idempotency-Key", "add-" + UUID.randomUUID());
        Map<String, Object> channel = webhook();
        assertThat(owner.post(CHANNELS, channel).expect(201).text("secret"))
                .isEqualTo(owner.post(CHANNELS, channel).expect(201).text("secret"));
        assertThat(items(world.owner().get(CHANNELS))).hasSize(1);
    }

    @Test
    void aChannelIsChangedTestedAndRemoved() {
        Api engineer = world.member(Role.ENGINEER);
        String path =
                CHANNELS + "/" + engineer.post(CHANNELS, webhook()).expect(201).text("id");
        engineer.send("PUT", path, Map.of("name", "Night shift", "enabled", false, "digestEvery", "PT10M"))
                .expect(200);
        JsonNode changed = engineer.get(path).expect(200).json();
        assertThat(changed.path("name").asString()).isEqualTo("Night shift");
        assertThat(changed.path("enabled").asBoolean()).isFalse();
        assertThat(changed.path("digestEvery").asString()).isEqualTo("PT10M");
        assertThat(changed.path("destination").asString())
                .isEqualTo(endpoint.url().replaceAll("hook.*", "…"));

        String position = engineer.post(path + "/test", null).expect(200).header("X-Position");
        await().until(() -> endpoint.received().size() == 1);
        assertThat(endpoint.received().getFirst().json().path("type").asString())
                .isEqualTo("test");
        assertThat(items(engineer.with("X-Min-Position", position).get(LEDGER))).hasSize(1);

        engineer.send("DELETE", path, null).expect(204);
        engineer.get(path).expect(404);
        engineer.post(path + "/test", null).expect(404);
        assertThat(engineer.send("PUT", path, Map.of("name", "x")).expect(404).code())
                .isEqualTo("not_found");
    }

    @Test
    void whatWasGivenUpIsTriedAgainWhenSomebodyWantsIt() {
        Api owner = world.owner();
        String channel = owner.post(CHANNELS, webhook()).expect(201).text("id");
        owner.post(CHANNELS + "/" + channel + "/test", null).expect(200);
        await().until(() -> items(owner.get(LEDGER + "?status=SENT")).size() == 1);
        String id = endpoint.received().getFirst().id();
        String retry = LEDGER + "/" + id + "/retry";
        assertThat(owner.post(retry, null).expect(409).code()).isEqualTo("notification_not_given_up");
        node.jdbc()
                .sql("update notification set status = 'DEAD_LETTER', attempts = 5 where id = :id")
                .param("id", UUID.fromString(id))
                .update();

        owner.post(retry, null).expect(200);

        await().until(() -> endpoint.received().size() == 2);
        assertThat(endpoint.received().getLast().id()).isEqualTo(id);
        await().until(() -> owner.get(LEDGER + "/" + id).text("status").equals("SENT"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            {"name":"x","type":"WEBHOOK","url":"http://10.0.0.1/"},             url
            {"name":"x","type":"WEBHOOK","url":"http://169.254.169.254/latest"}, url
            {"name":"x","type":"WEBHOOK","url":"http://[::1]/"},                url
            {"name":"x","type":"WEBHOOK","url":"http://[::ffff:10.0.0.1]/"},    url
            {"name":"x","type":"WEBHOOK","url":"ftp://127.0.0.1/"},             url
            {"name":"x","type":"WEBHOOK","url":"http://no-such-host.invalid/"}, url
            {"name":"x","type":"WEBHOOK","url":"not a url"},                    url
            {"name":"x","type":"WEBHOOK"},                                      url
            {"name":"x","type":"WEBHOOK","url":"http://127.0.0.1/","topic":"t"}, topic
            {"name":"x","type":"EMAIL","addresses":["no address"]},             addresses
            {"name":"x","type":"EMAIL","url":"http://127.0.0.1/"},              url
            {"name":"x","type":"MQTT","topic":"a/#"},                           topic
            {"name":"x","type":"WEB_PUSH"},                                     type
            {"name":"x","type":"EMAIL","events":["DIGEST"]},                    events
            {"name":"x","type":"EMAIL","singlyPerMinute":0},                    singlyPerMinute
            {"name":"x","type":"EMAIL","digestEvery":"PT48H"},                  digestEvery
            {"name":"","type":"EMAIL"},                                         name
            """, delimiter = '|')
    void aWrongChannelIsRefusedByTheFieldThatIsWrong(String line) {
        int end = line.lastIndexOf(',');
        Api.Answer refused =
                world.owner().post(CHANNELS, line.substring(0, end)).expect(400);
        assertThat(refused.json().at("/errors/0/field").asString())
                .as(refused.response().body())
                .isEqualTo(line.substring(end + 1).strip());
    }

    @Test
    void nothingOfAnotherTenantIsSeenOrChanged() {
        String channel = world.owner().post(CHANNELS, webhook()).expect(201).text("id");
        world.owner().post(CHANNELS + "/" + channel + "/test", null).expect(200);
        await().until(() -> endpoint.received().size() == 1);
        String notification = endpoint.received().getFirst().id();
        Api stranger = World.on(node).owner();

        stranger.get(CHANNELS + "/" + channel).expect(404);
        stranger.send("PUT", CHANNELS + "/" + channel, Map.of("name", "mine")).expect(404);
        stranger.send("DELETE", CHANNELS + "/" + channel, null).expect(404);
        stranger.post(CHANNELS + "/" + channel + "/test", null).expect(404);
        stranger.get(LEDGER + "/" + notification).expect(404);
        stranger.post(LEDGER + "/" + notification + "/retry", null).expect(404);
        assertThat(items(stranger.get(CHANNELS))).isEmpty();
        assertThat(items(stranger.get(LEDGER))).isEmpty();
        world.owner().get(LEDGER + "/" + notification).expect(200);
    }

    @Test
    void whoeverOperatesReadsNeitherLedgerNorChannels() {
        for (Role role : Set.of(Role.OPERATOR, Role.TECHNICIAN, Role.VIEWER)) {
            world.member(role).get(LEDGER).expect(403);
            world.member(role).get(CHANNELS).expect(403);
        }
        Api auditor = world.member(Role.AUDITOR);
        auditor.get(CHANNELS).expect(200);
        auditor.post(CHANNELS, webhook()).expect(403);
    }

    @Test
    void theLedgerIsReadPageByPage() {
        String channel = world.owner().post(CHANNELS, webhook()).expect(201).text("id");
        for (int test = 0; test < 3; test++) {
            world.owner().post(CHANNELS + "/" + channel + "/test", null).expect(200);
        }
        await().until(() -> items(world.owner().get(LEDGER)).size() == 3);
        JsonNode first = world.owner()
                .get(LEDGER + "?limit=2&channel=" + channel)
                .expect(200)
                .json();
        JsonNode second = world.owner()
                .get(LEDGER + "?limit=2&channel=" + channel + "&cursor="
                        + first.path("nextCursor").asString())
                .expect(200)
                .json();
        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(items(world.owner().get(LEDGER + "?from=2999-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void whatWasToldCannotBeToldAgainByAReplay() {
        assertThat(node.processor("notifications").supportsReset()).isFalse();
    }

    private Map<String, Object> webhook() {
        return Map.of("name", "Control room", "type", "WEBHOOK", "url", endpoint.url());
    }

    private Endpoint.Got received(String type) {
        return endpoint.received().stream()
                .filter(got -> got.json().path("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode items(Api.Answer answer) {
        return answer.expect(200).json().path("items");
    }

    /** As a receiver computes it, by the specification and not by our code. */
    private static String signature(Endpoint.Got got, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] signed = (got.id() + "." + got.timestamp() + "." + got.body()).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    }
}
