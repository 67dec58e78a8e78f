package io.atalaya.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document names every endpoint, and what it says of them is true. */
class OpenApiTest {
    private static final Set<String> OPEN = Set.of(
            "GET /api/v1/health",
            "GET /api/v1/auth/jwks",
            "GET /api/v1/audit/key",
            "POST /api/v1/auth/register",
            "POST /api/v1/auth/verify-otp",
            "POST /api/v1/auth/login",
            "POST /api/v1/auth/refresh",
            "POST /api/v1/auth/logout",
            "POST /api/v1/auth/password-reset/request",
            "POST /api/v1/auth/password-reset/confirm");

    /** The paths of firmware that cannot be changed. */
    private static final Set<String> DIALECTS =
            Set.of("/iot/telemetry", "/ingest", "/api/readings/devices/{serialNumber}/readings");

    private final Node node = Node.shared();
    private final OpenApiDocument document =
            new OpenApiDocument(node.api().get("/v3/api-docs").expect(200).json());

    @Test
    void theDocumentNamesEveryEndpointAndNothingElse() {
        assertThat(document.operations().keySet()).containsExactlyInAnyOrderElementsOf(endpoints());
    }

    @Test
    void onlyTheOpenPathsAreDocumentedAsOpen() {
        assertThat(document.root().path("security"))
                .as("what all others inherit")
                .isNotEmpty();
        assertThat(document.operations().values()).allSatisfy(operation -> {
            if (OPEN.contains(operation.toString())) {
                assertThat(operation.isOpen()).as("%s is open", operation).isTrue();
            } else {
                assertThat(operation.json().has("security"))
                        .as("%s has a security of its own", operation)
                        .isFalse();
            }
        });
    }

    @Test
    void exactlyTheOpenPathsAnswerWithoutCredential() {
        assertThat(document.operations().values()).allSatisfy(operation -> {
            String path = operation.path().replaceAll("\\{[^}]+}", "0a7e1a1a-0000-4000-8000-000000000001");
            Api.Answer answer = node.api().send(operation.method(), path, null);
            assertThat(answer.status() != 401)
                    .as("%s answers %s", operation, answer.status())
                    .isEqualTo(operation.isOpen());
        });
    }

    @Test
    void everyOperationDocumentsAProblem() {
        assertThat(document.operations().values())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation
                                .response("default")
                                .path("content")
                                .path("application/problem+json")
                                .path("schema")
                                .path("$ref")
                                .asString())
                        .as("problem of %s", operation)
                        .isEqualTo("#/components/schemas/Problem"));
        assertThat(document.root().at("/components/schemas/Problem")).isNotEmpty();
    }

    @Test
    void onlyHeadersThatAreHeededAreDocumented() {
        assertThat(headers("POST /api/v1/auth/login")).isEmpty();
        assertThat(headers("GET /api/v1/health")).isEmpty();
        assertThat(headers("GET /api/v1/auth/me")).isEmpty();
        assertThat(headers("POST /api/v1/tenants")).containsExactly("Idempotency-Key");
        assertThat(headers("POST /api/v1/devices")).containsExactly("X-Tenant-Id", "Idempotency-Key");
        assertThat(headers("GET /api/v1/tenants")).containsExactly("X-Min-Position");
        assertThat(headers("GET /api/v1/devices")).containsExactly("X-Tenant-Id", "X-Min-Position");
    }

    @Test
    void whatIsCreatedIsAnsweredAsDocumented() {
        Api admin = node.api().logInAsAdmin();
        World world = World.on(node);
        conforms(admin.post("/api/v1/tenants", Map.of("name", "Documented")), 201);
        String tenant = "/api/v1/tenants/" + world.tenantId();
        Api.Answer changed =
                conforms(admin.send("PUT", tenant, Map.of("name", "Documented", "retentionDays", 30)), 200);
        conforms(admin.with("X-Min-Position", changed.header("X-Position")).get(tenant), 200);
        Api owner = world.owner();
        String site = conforms(
                        owner.post(
                                "/api/v1/sites",
                                Map.of("name", "Kitchen", "address", "Calle Mayor 1", "timezone", "Europe/Madrid")),
                        201)
                .text("id");
        String asset = conforms(
                        owner.post("/api/v1/assets", Map.of("name", "Cell", "type", "COLD_CELL", "siteId", site)), 201)
                .text("id");
        Api.Answer device = conforms(
                owner.post(
                        "/api/v1/devices",
                        Map.of(
                                "name",
                                "Freezer",
                                "type",
                                "COLD_CELL_SENSOR",
                                "serialNumber",
                                "SN-1",
                                "siteId",
                                site,
                                "assetId",
                                asset,
                                "config",
                                Map.of("limits", List.of(1, 2.5)),
                                "metadata",
                                Map.of("owner", "chef"))),
                201);
        conforms(owner.post("/api/v1/rules", rule(device.text("id"))), 201);
        conforms(owner.post("/api/v1/tickets", Map.of("title", "Look at it", "deviceId", device.text("id"))), 201);
        Api.Answer report = conforms(
                node.api()
                        .with("X-API-Key", device.text("apiKey"))
                        .post(
                                "/api/v1/devices/" + device.text("id") + "/readings",
                                Map.of("readings", List.of(Map.of("metric", "temperature", "value", 9)))),
                202);
        assertThat(report.json().path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsReadIsAnsweredAsDocumented() {
        World world = World.on(node);
        World.Device device = world.device();
        world.tooWarmRule(device);
        long reported = device.report("documented", 9.5).expect(202).position();
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        String alertPath = "/api/v1/alerts/" + alert;
        conforms(world.owner().post(alertPath + "/acknowledge", null), 200);
        Api.Answer resolved =
                conforms(world.owner().post(alertPath + "/resolve", Map.of("note", "Seen", "force", true)), 200);

        Api reader = world.owner().with("X-Min-Position", resolved.header("X-Position"));
        hasItems(conforms(reader.get("/api/v1/devices"), 200), "items");
        hasItems(conforms(reader.get("/api/v1/alerts"), 200), "items");
        hasItems(conforms(reader.get("/api/v1/rules"), 200), "items");
        hasItems(conforms(reader.get("/api/v1/rules?builtIn=true"), 200), "items");
        hasItems(conforms(reader.get("/api/v1/audit/events"), 200), "items");
        Api.Answer trace = conforms(reader.get("/api/v1/audit/trace/documented"), 200);
        hasItems(trace, "steps");
        hasItems(trace, "edges");
        conforms(reader.get("/api/v1/audit/verify"), 200);
        conforms(reader.get("/api/v1/audit/checkpoints"), 200);
        conforms(reader.get("/api/v1/audit/state"), 200);
        conforms(reader.get("/api/v1/audit/state?type=alert&id=" + alert), 200);
        hasItems(conforms(reader.get("/api/v1/audit/state/difference?at=2026-01-01T00:00:00Z"), 200), "changes");
        conforms(node.api().get("/api/v1/audit/key"), 200);
        conforms(reader.get("/api/v1/devices/" + device.id()), 200);
        hasItems(conforms(reader.get("/api/v1/devices/" + device.id() + "/health"), 200), "parts");
        conforms(reader.get(alertPath), 200);

        Api readingsReader = world.owner().with("X-Min-Position", Long.toString(reported));
        String readings = "/api/v1/devices/" + device.id() + "/readings";
        hasItems(conforms(readingsReader.get(readings), 200), "items");
        hasItems(conforms(readingsReader.get(readings + "/latest"), 200), "items");
        hasItems(conforms(readingsReader.get(readings + "/stats"), 200), "items");
        hasItems(conforms(readingsReader.get("/api/v1/dashboard/climate"), 200), "items");
        hasItems(conforms(readingsReader.get("/api/v1/insights?device=" + device.id()), 200), "items");
        hasItems(conforms(readingsReader.get("/api/v1/analytics/trends"), 200), "items");
        for (String path :
                List.of("dashboard/stats", "dashboard/energy", "dashboard/technician", "analytics/summary")) {
            conforms(world.owner().get("/api/v1/" + path), 200);
        }
        hasItems(
                conforms(readingsReader.get("/api/v1/series?metric=temperature&deviceId=" + device.id()), 200),
                "items");
    }

    @Test
    void ticketsAreAnsweredAsDocumented() {
        World world = World.on(node);
        Api owner = world.owner();
        String ticket =
                owner.post("/api/v1/tickets", Map.of("title", "Look at it")).text("id");
        String path = "/api/v1/tickets/" + ticket;
        String me = owner.get("/api/v1/auth/me").text("id");
        conforms(owner.post(path + "/assign", Map.of("assigneeId", me)), 200);
        conforms(owner.post(path + "/hold", Map.of("reason", "Rain")), 200);
        Api.Answer file =
                conforms(owner.upload(path + "/attachments", "note.txt", "Wet".getBytes(StandardCharsets.UTF_8)), 201);
        Api reader = owner.with("X-Min-Position", file.header("X-Position"));
        assertThat(conforms(reader.get(path), 200).text("timeLeft")).isNotEmpty();
        hasItems(conforms(reader.get("/api/v1/tickets"), 200), "items");
        hasItems(conforms(reader.get(path + "/history"), 200), "items");
        hasItems(conforms(reader.get(path + "/attachments"), 200), "items");
        conforms(owner.send("DELETE", file.header("Location"), null), 204);
        conforms(owner.post(path + "/resume", null), 200);
        conforms(owner.post(path + "/start", null), 200);
        conforms(owner.send("PUT", path, Map.of("title", "Look again", "priority", "LOW", "revision", 1)), 200);
        conforms(owner.post(path + "/complete", Map.of("note", "Seen")), 200);
        conforms(owner.post(path + "/reopen", null), 200);
        conforms(owner.post(path + "/cancel", Map.of("reason", "Dry")), 200);
        conforms(owner.post(path + "/close", null), 409);

        JsonNode upload = Objects.requireNonNull(
                        document.operations().get("POST /api/v1/tickets/{ticketId}/attachments"))
                .json();
        assertThat(upload.at("/requestBody/content/multipart~1form-data/schema/properties/file/format")
                        .asString())
                .isEqualTo("binary");
        String levels = "/api/v1/tenants/" + world.tenantId() + "/service-levels";
        Map<String, Object> calendar = Map.of(
                "timeZone", "Europe/Madrid",
                "workingHours", Map.of("MONDAY", List.of(Map.of("from", "08:00", "to", "17:30"))),
                "holidays", List.of("2026-12-25"));
        Api.Answer changed = conforms(owner.send("PUT", levels, Map.of("calendar", calendar)), 200);
        conforms(owner.with("X-Min-Position", changed.header("X-Position")).get(levels), 200);
    }

    @Test
    void notificationsAreAnsweredAsDocumented() {
        Api owner = World.on(node).owner();
        String channels = "/api/v1/notification-channels";
        String channel = conforms(owner.post(channels, Map.of("name", "Mail", "type", "EMAIL")), 201)
                .text("id");
        String path = channels + "/" + channel;
        conforms(owner.send("PUT", path, Map.of("name", "All", "roles", List.of("OWNER"), "siteIds", List.of())), 200);
        conforms(owner.get(path), 200);
        hasItems(conforms(owner.get(channels), 200), "items");
        Api.Answer test = conforms(owner.post(path + "/test", null), 200);
        conforms(owner.post(path + "/resume", null), 200);
        Api reader = owner.with("X-Min-Position", test.header("X-Position"));
        Api.Answer ledger = conforms(reader.get("/api/v1/notifications"), 200);
        hasItems(ledger, "items");
        String entry =
                "/api/v1/notifications/" + ledger.json().at("/items/0/id").asString();
        conforms(owner.get(entry), 200);
        conforms(owner.post(entry + "/retry", null), 409);
        conforms(owner.send("DELETE", path, null), 204);
        conforms(owner.post(channels, Map.of("name", "Push", "type", "WEB_PUSH")), 400);
    }

    @Test
    void whatDevicesSendAsDocumentedIsTakenAndAnsweredAsDocumented() {
        World.Device device = World.on(node).device();
        Map<String, String> paths = Map.of("deviceId", device.id(), "serialNumber", device.serialNumber());
        String now = Instant.now().toString();
        List<String> sent = new ArrayList<>();
        document.operations().values().stream()
                .filter(operation -> !operation.path().startsWith("/api/v1/rules"))
                .forEach(operation -> operation
                        .json()
                        .at("/requestBody/content/application~1json/examples")
                        .forEachEntry((name, example) -> {
                            String body = example.path("value")
                                    .toString()
                                    .replaceAll("\"device_id\":\"[^\"]*\"", "\"device_id\":\"" + device.id() + "\"")
                                    .replaceAll("\"20\\d\\d-[^\"]*Z\"", "\"" + now + "\"");
                            String path = operation.path();
                            for (Map.Entry<String, String> parameter : paths.entrySet()) {
                                path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
                            }
                            Api.Answer answer = device.api().post(path, body);
                            assertThat(answer.status())
                                    .as(
                                            "%s %s: %s",
                                            operation, name, answer.response().body())
                                    .isIn(201, 202);
                            conforms(answer, answer.status());
                            sent.add(name);
                        }));
        assertThat(sent)
                .contains(
                        "canonical",
                        "KER",
                        "Carbonseed",
                        "VerdoyLab",
                        "INSA",
                        "cold cell",
                        "heartbeat",
                        "status",
                        "logs");
    }

    @Test
    void sessionsAreAnsweredAsDocumented() {
        Api.Answer session = conforms(
                node.api()
                        .post("/api/v1/auth/login", Map.of("email", Node.ADMIN_EMAIL, "password", Node.ADMIN_PASSWORD)),
                200);
        conforms(node.api().withToken(session.text("access_token")).get("/api/v1/auth/me"), 200);
        Api.Answer refreshed = conforms(
                node.api().post("/api/v1/auth/refresh", Map.of("refresh_token", session.text("refresh_token"))), 200);
        conforms(node.api().post("/api/v1/auth/logout", Map.of("refresh_token", refreshed.text("refresh_token"))), 204);
        conforms(node.api().get("/api/v1/health"), 200);
    }

    @Test
    void accountsAreAnsweredAsDocumented() {
        String email = UUID.randomUUID() + "@test.example";
        conforms(
                node.api()
                        .post(
                                "/api/v1/auth/register",
                                Map.of("email", email, "password", "a-good-password", "name", "Documented")),
                202);
        conforms(node.api().post("/api/v1/auth/verify-otp", Map.of("email", "nobody@x", "code", "000000")), 401);
        conforms(node.api().post("/api/v1/auth/password-reset/request", Map.of("email", email)), 202);
        Api owner = World.on(node).owner();
        conforms(
                owner.post(
                        "/api/v1/auth/password",
                        Map.of("currentPassword", World.PASSWORD, "newPassword", "another-good-password")),
                204);
        for (String operation : List.of("password", "password-reset/confirm")) {
            assertThat(Objects.requireNonNull(document.operations().get("POST /api/v1/auth/" + operation))
                            .json()
                            .path("responses")
                            .propertyNames())
                    .containsExactlyInAnyOrder("204", "default");
        }
    }

    @Test
    void problemsAreAnsweredAsDocumented() {
        Api owner = World.on(node).owner();
        conforms(node.api().get("/api/v1/devices"), 401);
        conforms(owner.get("/api/v1/devices/0a7e1a1a-0000-4000-8000-000000000001"), 404);
        Api.Answer invalid = conforms(owner.post("/api/v1/devices", Map.of("name", "")), 400);
        hasItems(invalid, "errors");
    }

    @Test
    void thePageForPeopleIsThere() throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<String> page = browser.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + "/docs"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(page.body()).contains("<html", "swagger-ui");
        }
    }

    private Api.Answer conforms(Api.Answer answer, int status) {
        assertThat(document.violations(answer.expect(status)))
                .as(
                        "%s %s: %s",
                        answer.response().request().method(),
                        answer.response().uri(),
                        answer.response().body())
                .isEmpty();
        return answer;
    }

    private static void hasItems(Api.Answer answer, String field) {
        assertThat(answer.json().path(field))
                .as("%s of %s", field, answer.response().uri())
                .isNotEmpty();
    }

    private List<String> headers(String operation) {
        JsonNode parameters = Objects.requireNonNull(document.operations().get(operation), operation)
                .json()
                .path("parameters");
        return parameters
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("header"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private static Map<String, Object> rule(String deviceId) {
        return Map.of(
                "name", "Too warm",
                "type", "HIGH_TEMP",
                "metric", "temperature",
                "comparison", "GT",
                "threshold", 8,
                "holdFor", "PT5M",
                "clearAfter", "PT90S",
                "severity", "CRITICAL",
                "deviceId", deviceId);
    }

    private Set<String> endpoints() {
        Set<String> endpoints = new TreeSet<>();
        node.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.getBeanType().getPackageName().startsWith("io.atalaya")) {
                        endpoints.addAll(operations(mapping));
                    }
                });
        return endpoints;
    }

    private static Set<String> operations(RequestMappingInfo mapping) {
        Set<String> operations = new TreeSet<>();
        for (String path : mapping.getPatternValues()) {
            if (!DIALECTS.contains(path)) {
                assertThat(path).startsWith("/api/v1/");
            }
            assertThat(mapping.getMethodsCondition().getMethods())
                    .as("methods of %s", path)
                    .isNotEmpty();
            mapping.getMethodsCondition().getMethods().forEach(method -> operations.add(method + " " + path));
        }
        return operations;
    }
}
