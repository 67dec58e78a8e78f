package io.atalaya.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a 4xx with a stable code and the field at fault, and stores nothing. */
class BadInputTest {
    private static final String NO_ID = "5e0c7c3e-5b0a-4b3f-8a77-3c1a5a3d6f00";

    private final World world = World.on(Node.shared());
    private final World.Device device = world.device();
    private long stored;

    @BeforeEach
    void remember() {
        stored = logSizes();
    }

    @AfterEach
    void nothingIsStored() {
        assertThat(logSizes()).isEqualTo(stored);
    }

    private long logSizes() {
        return Node.shared()
                .jdbc()
                .sql("select (select count(*) from domain_event where convert_from(payload, 'UTF8') like :tenant)"
                        + " + (select count(*) from telemetry_event where convert_from(payload, 'UTF8') like :tenant)")
                .param("tenant", "%" + world.tenantId() + "%")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/alerts?type=%00",
                "/assets?limit=5&type=COLD%00CELL",
                "/audit/events?type=%00",
                "/audit/verify?from=-1",
                "/audit/replay?after=9223372036854775808-0",
                "/audit/replay?after=0--1",
                "/devices?cursor=AA"
            })
    void whatCannotBeLookedForIsRefused(String query) {
        Api.Answer answer = world.owner().get("/api/v1" + query).expect(400);

        assertThat(answer.code()).isIn("invalid_request", "cursor_invalid");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isIn("type", "from", "after", "cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tenants",
                "/sites",
                "/assets",
                "/devices",
                "/rules",
                "/tickets",
                "/devices/{device}/readings",
                "/auth/login",
                "/auth/refresh",
                "/auth/logout",
                "/auth/register",
                "/auth/verify-otp",
                "/auth/password-reset/request",
                "/auth/password-reset/confirm",
                "/auth/password",
                "/alerts/" + NO_ID + "/resolve",
                "/tickets/" + NO_ID + "/assign"
            })
    void everyEndpointRefusesWhatIsNotItsJson(String path) {
        Api api = path.startsWith("/tenants") ? Node.shared().api().logInAsAdmin() : world.owner();
        String url = "/api/v1" + path.replace("{device}", device.id());
        for (String body : List.of("", "{", "[]", "null", "\"text\"", "{\"name\":", "{} trailing", "NaN", "\u0000")) {
            Api.Answer answer = api.post(url, body);
            assertThat(answer.status()).as(path + " <- " + body).isBetween(400, 499);
            assertThat(answer.code()).as(path + " <- " + body).isIn("malformed_json", "invalid_request");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
        Api.Answer empty = api.post(url, Map.of());
        assertThat(empty.expect(400).code()).isEqualTo("invalid_request");
        assertThat(empty.json().path("errors")).isNotEmpty();
        Api.Answer unknown = api.post(url, Map.of("unheardOf", 1));
        assertThat(unknown.expect(400)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("unheardOf");
        String huge = "{\"name\":\"" + "x".repeat(1_100_000) + "\"}";
        assertThat(api.post(url, huge).expect(413).code()).isEqualTo("payload_too_large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"metric\":\"temperature\",\"value\":NaN}                    | malformed_json  |",
                "{\"metric\":\"temperature\",\"value\":1e999}                  | invalid_request | readings[0].value",
                "{\"metric\":\"temperature\",\"value\":-1e999}                 | invalid_request | readings[0].value",
                "{\"metric\":\"temperature\",\"value\":\"warm\"}               | invalid_request | readings[0].value",
                "{\"metric\":\"temperature\",\"value\":null}                   | invalid_request | readings[0].value",
                "{\"metric\":\"temperature\",\"value\":{}}                     | invalid_request | readings[0].value",
                "{\"metric\":\"temperature\"}                                  | invalid_request | readings[0].value",
                "{\"value\":1}                                                 | invalid_request | readings[0].metric",
                "{\"metric\":\"te mp\",\"value\":1}                            | invalid_request | readings[0].metric",
                "{\"metric\":7,\"value\":1}                                    | invalid_request | readings[0].metric",
                "{\"metric\":\"t\",\"value\":1,\"quality\":101}                | invalid_request | readings[0].quality",
                "{\"metric\":\"t\",\"value\":1,\"quality\":\"good\"}           | invalid_request | readings[0].quality",
                "{\"metric\":\"t\",\"value\":1,\"unit\":\"\"}                  | invalid_request | readings[0].unit",
                "{\"metric\":\"t\",\"value\":1,\"measuredAt\":\"yesterday\"}   | invalid_request | readings[0].measuredAt",
                "{\"metric\":\"t\",\"value\":1,\"measuredAt\":\"2026-13-45T00:00:00Z\"} | invalid_request | readings[0].measuredAt",
                "{\"metric\":\"t\",\"value\":1,\"measuredAt\":\"2999-01-01T00:00:00Z\"} | measured_at_in_future | readings[0].measuredAt",
                "{\"metric\":\"t\",\"value\":1,\"measuredAt\":\"+999999999-12-31T23:59:59Z\"} | measured_at_in_future | readings[0].measuredAt",
                "{\"metric\":\"t\",\"value\":1,\"measuredAt\":\"1815-12-10T00:00:00Z\"} | measured_at_too_old | readings[0].measuredAt"
            })
    void aReadingThatMakesNoSenseNamesItsField(String reading, String code, String field) {
        Api.Answer answer = device.api()
                .post("/api/v1/devices/" + device.id() + "/readings", "{\"readings\":[" + reading + "]}")
                .expect(400);
        assertThat(answer.code()).isEqualTo(code);
        if (field != null) {
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(field);
        }
    }

    @Test
    void aReportIsRefusedAsAWhole() {
        String path = "/api/v1/devices/" + device.id() + "/readings";
        device.api().post(path, "{\"readings\":[]}").expect(400);
        device.api()
                .post(path, "{\"messageId\":\"with space\",\"readings\":[{\"metric\":\"t\",\"value\":1}]}")
                .expect(400);
        device.api()
                .post(path, "{\"readings\":[{\"metric\":\"t\",\"value\":1},{\"metric\":\"t\",\"value\":\"x\"}]}")
                .expect(400);
        String many = java.util.Collections.nCopies(1001, "{\"metric\":\"t\",\"value\":1}").stream()
                .collect(Collectors.joining(",", "{\"readings\":[", "]}"));
        assertThat(device.api().post(path, many).expect(400).code()).isEqualTo("invalid_request");
    }

    @Test
    void rulesAndDevicesAreChecked() {
        Map<String, Object> rule = Map.of(
                "name",
                "n",
                "type",
                "T",
                "metric",
                "temperature",
                "comparison",
                "GT",
                "threshold",
                1,
                "severity",
                "INFO");
        expectField(rule, "comparison", "ABOVE");
        expectField(rule, "severity", "FATAL");
        expectField(rule, "type", "lower case");
        expectField(rule, "threshold", "7");
        expectField(rule, "hysteresis", -1);
        expectField(rule, "holdFor", "soon");
        expectField(rule, "holdFor", "-PT1M");
        expectField(rule, "deviceId", "not-an-id");
        expectField(rule, "deviceId", NO_ID);
        assertThat(world.owner()
                        .post(
                                "/api/v1/rules",
                                "{\"name\":\"n\",\"type\":\"T\",\"metric\":\"m\",\"comparison\":\"GT\","
                                        + "\"threshold\":1e999,\"severity\":\"INFO\"}")
                        .expect(400)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("threshold");
        String deep = "{\"a\":".repeat(20) + "1" + "}".repeat(20);
        for (String extra : List.of(
                "\"config\":" + deep,
                "\"config\":{\"x\":1e999}",
                "\"metadata\":{\"k\\u0000\":1}",
                "\"name\":\"nul\\u0000\"",
                "\"siteId\":\"" + NO_ID + "\"",
                "\"config\":7")) {
            String body = "{\"type\":\"t\",\"serialNumber\":\"s\","
                    + (extra.startsWith("\"name") ? "" : "\"name\":\"n\",") + extra + "}";
            world.owner().post("/api/v1/devices", body).expect(400);
        }
    }

    private void expectField(Map<String, Object> rule, String field, Object value) {
        Map<String, Object> broken = new java.util.HashMap<>(rule);
        broken.put(field, value);
        Api.Answer answer = world.owner().post("/api/v1/rules", broken).expect(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/alerts?limit=0",
                "/alerts?limit=1001",
                "/alerts?limit=ten",
                "/alerts?cursor=%21%21",
                "/alerts?cursor=eHl6",
                "/alerts?status=SLEEPING",
                "/alerts?device=x",
                "/tickets?priority=SOON",
                "/devices?status=LOST",
                "/devices/not-an-id",
                "/audit/events?from=yesterday",
                "/audit/events?from=%2B999999999-01-01T00:00:00Z",
                "/devices/{device}/readings?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/devices/{device}/readings?cursor=eHl6"
            })
    void queriesAreChecked(String path) {
        Api.Answer answer = world.owner().get("/api/v1" + path.replace("{device}", device.id()));
        assertThat(answer.expect(400).code()).isIn("invalid_request", "cursor_invalid");
        assertThat(answer.json().path("errors")).isNotEmpty();
    }

    @Test
    void forgedOrMissingTokensAreRefused() {
        Api nobody = Node.shared().api();
        assertThat(nobody.get("/api/v1/devices").expect(401).code()).isEqualTo("authentication_required");
        assertThat(nobody.get("/api/v1/nowhere").expect(401).header("WWW-Authenticate"))
                .isEqualTo("Bearer");
        String claims = "{\"iss\":\"atalaya\",\"aud\":\"atalaya-api\",\"sub\":\"" + NO_ID + "\",\"exp\":4102444800}";
        for (String token : List.of(
                "nonsense",
                "a.b.c",
                encode("{\"alg\":\"none\"}") + "." + encode(claims) + ".",
                encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + encode(claims) + ".",
                encode("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}") + "." + encode(claims) + "." + encode("signature"),
                encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"jku\":\"http://127.0.0.1:1/keys\"}") + "."
                        + encode(claims) + "." + encode("x".repeat(64)))) {
            assertThat(nobody.withToken(token)
                            .get("/api/v1/devices")
                            .expect(401)
                            .code())
                    .as(token)
                    .isEqualTo("token_invalid");
        }
        for (String key : List.of("atl_x", "atl_" + "0".repeat(32) + "_secret", device.key() + "x", "zzz")) {
            assertThat(nobody.with("X-API-Key", key)
                            .get("/api/v1/devices")
                            .expect(401)
                            .code())
                    .as(key)
                    .isEqualTo("credentials_invalid");
        }
        assertThat(nobody.post("/api/v1/auth/login", Map.of("email", Node.ADMIN_EMAIL, "password", "wrong"))
                        .expect(401)
                        .code())
                .isEqualTo("credentials_invalid");
        assertThat(nobody.post("/api/v1/auth/refresh", Map.of("refresh_token", "wrong"))
                        .expect(401)
                        .code())
                .isEqualTo("token_invalid");
    }

    @Test
    void wrongMethodsPathsAndMediaTypesAreProblemsToo() {
        assertThat(world.owner()
                        .send("DELETE", "/api/v1/alerts", null)
                        .expect(405)
                        .code())
                .isEqualTo("method_not_allowed");
        assertThat(world.owner().get("/api/v1/nowhere").expect(404).code()).isEqualTo("not_found");
        assertThat(world.owner()
                        .with("Accept", "image/png")
                        .get("/api/v1/devices")
                        .expect(406)
                        .code())
                .isEqualTo("not_acceptable");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
