package io.atalaya.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However large, long or deep a request is, it is refused as bad input and costs little. */
class SizeLimitsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int TOO_LARGE = 1_048_577;

    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final World.Device device = world.device();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBodyOfUnknownLengthIsRefusedWhereItBecomesTooLarge(boolean repeatable) throws Exception {
        byte[] body = ("{\"readings\":[" + " ".repeat(TOO_LARGE)).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = request("/api/v1/devices/" + device.id() + "/readings")
                .header("X-API-Key", device.key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        if (repeatable) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }

        HttpResponse<String> answer = send(request);

        assertThat(answer.request().bodyPublisher().orElseThrow().contentLength())
                .as("so that it is sent in chunks")
                .isNegative();
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"payload_too_large\"");
    }

    @Test
    void headersAreBounded() throws Exception {
        assertThat(send(request("/api/v1/health").header("X-Note", "x".repeat(8_000)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/api/v1/health").header("X-Note", "x".repeat(20_000)))
                        .statusCode())
                .isBetween(400, 499);
        HttpRequest.Builder many = request("/api/v1/health");
        IntStream.range(0, 200).forEach(index -> many.header("X-Note-" + index, "x"));
        assertThat(send(many).statusCode()).isBetween(400, 499);
        assertThat(send(request("/api/v1/health?" + "x".repeat(20_000))).statusCode())
                .isBetween(400, 499);
    }

    @Test
    void jsonIsNeitherDeepNorMadeOfEndlessParts() {
        String deep = "{\"x\":".repeat(33) + "1" + "}".repeat(33);
        String endlessNumber = "{\"threshold\":1" + "0".repeat(200) + "}";
        String endlessText = "{\"name\":\"" + "x".repeat(300_000) + "\"}";
        String endlessName = "{\"" + "x".repeat(300) + "\":1}";
        String countless = Collections.nCopies(300_000, "1").stream().collect(Collectors.joining(",", "[", "]"));
        for (String body : List.of(deep, "[".repeat(10_000), endlessNumber, endlessText, endlessName)) {
            assertThat(world.owner().post("/api/v1/rules", body).expect(400).code())
                    .as(body.substring(0, 20))
                    .isIn("malformed_json", "invalid_request");
        }
        Api.Answer answer = world.owner()
                .post(
                        "/api/v1/devices",
                        "{\"name\":\"n\",\"type\":\"t\",\"serialNumber\":\"s\",\"config\":{\"a\":" + deep + "}}");
        assertThat(answer.expect(400).text("detail")).contains("nested too deeply");
        answer = world.owner()
                .post(
                        "/api/v1/devices",
                        "{\"name\":\"n\",\"type\":\"t\",\"serialNumber\":\"s\",\"config\":{\"a\":" + countless + "}}");
        assertThat(answer.expect(400).text("detail")).contains("too many values");
    }

    @Test
    void listsAreBounded() {
        List<String> sites = IntStream.range(0, 1001)
                .mapToObj(index -> UUID.randomUUID().toString())
                .toList();
        Map<String, Object> member = Map.of("userId", UUID.randomUUID().toString(), "role", "VIEWER", "siteIds", sites);
        assertField(world.owner().post("/api/v1/tenants/" + world.tenantId() + "/members", member), "siteIds");
        Map<String, Object> config = Map.of("steps", Collections.nCopies(1001, 1));
        assertField(
                world.owner()
                        .post(
                                "/api/v1/devices",
                                Map.of("name", "n", "type", "t", "serialNumber", "s", "config", config)),
                "config.steps");
        assertField(
                device.api()
                        .post(
                                "/api/v1/devices/" + device.id() + "/readings",
                                Map.of("readings", Collections.nCopies(1001, Map.of("metric", "t", "value", 1)))),
                "readings");
        String metrics =
                IntStream.range(0, 101).mapToObj(index -> "metric=m" + index).collect(Collectors.joining("&"));
        assertField(world.owner().get("/api/v1/devices/" + device.id() + "/readings?" + metrics), "metric");
        assertField(world.owner().get("/api/v1/devices?limit=1001"), "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void formsAreNotTaken(String method) throws Exception {
        String form = "access_token=" + "x".repeat(200_000);
        String parts = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
                + "x".repeat(200_000) + "\r\n--cut--\r\n";
        for (String path : List.of("/api/v1/auth/login", "/api/v1/devices", "/api/v1/sites/" + UUID.randomUUID())) {
            for (String credential : List.of("", device.key())) {
                HttpRequest.Builder urlEncoded = request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, BodyPublishers.ofString(form));
                HttpRequest.Builder multipart = request(path)
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .method(method, BodyPublishers.ofString(parts));
                for (HttpRequest.Builder request : List.of(urlEncoded, multipart)) {
                    if (!credential.isEmpty()) {
                        request.header("X-API-Key", credential);
                    }
                    assertThat(send(request).statusCode())
                            .as("%s %s", method, path)
                            .isBetween(400, 499);
                }
            }
        }
    }

    private static void assertField(Api.Answer answer, String field) {
        assertThat(answer.expect(400)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo(field);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
