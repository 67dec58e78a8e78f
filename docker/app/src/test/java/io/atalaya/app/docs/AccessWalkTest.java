package io.atalaya.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Walks every method of every path of the OpenAPI document, so that new ones are walked as soon as they are there: as
 * nobody, with forged tokens, as another tenant's owner, as another device, and in each role. Whoever is refused changes
 * no table. What a role may is not said again here: it follows from what {@link Routes} finds each route to need.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessWalkTest {
    /** What a request may write although it is refused, or what goes on by itself. */
    private static final Set<String> RESTLESS = Set.of(
            "token_entry",
            "scheduled_tasks",
            "presence_watch",
            "refresh_token",
            "flyway_schema_history",
            "idempotency");

    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404);

    private Node node;
    private World victim;
    private World attacker;
    private World.Device device;
    private Map<String, String> ids;
    private OpenApiDocument document;
    private SampleBody bodies;

    @SuppressWarnings("NullAway.Init")
    AccessWalkTest() {}

    @BeforeAll
    void aTenantWithEverythingInIt() {
        node = Node.start(TestPostgres.freshDatabase(), Map.of("atalaya.alerting.escalate-after", "PT1H"));
        victim = World.on(node);
        attacker = World.on(node);
        document =
                new OpenApiDocument(node.api().get("/v3/api-docs").expect(200).json());
        bodies = new SampleBody(document.root());
        device = victim.device();
        Api owner = victim.owner();
        String site =
                owner.post("/api/v1/sites", Map.of("name", "Site")).expect(201).text("id");
        String asset = owner.post("/api/v1/assets", Map.of("name", "A", "type", "T", "siteId", site))
                .expect(201)
                .text("id");
        String rule = victim.tooWarmRule(device);
        device.report("message-1", 9).expect(202);
        String alert = victim.awaitAlert(device, "ACTIVE").path("id").asString();
        String ticket =
                owner.post("/api/v1/tickets", Map.of("title", "T")).expect(201).text("id");
        Instant tomorrow = node.bean(Clock.class).instant().plus(Duration.ofDays(1));
        String maintenance = owner.post(
                        "/api/v1/maintenance-windows",
                        Map.of(
                                "deviceId", device.id(),
                                "from", tomorrow.toString(),
                                "to", tomorrow.plusSeconds(60).toString(),
                                "reason", "R"))
                .expect(201)
                .text("id");
        ids = new LinkedHashMap<>();
        ids.putAll(Map.of(
                "tenantId",
                victim.tenantId(),
                "siteId",
                site,
                "assetId",
                asset,
                "deviceId",
                device.id(),
                "serialNumber",
                device.serialNumber(),
                "ruleId",
                rule,
                "alertId",
                alert,
                "ticketId",
                ticket,
                "messageId",
                "message-1",
                "userId",
                owner.get("/api/v1/auth/me").text("id")));
        ids.put("maintenanceId", maintenance);
        await().until(() -> owner.get("/api/v1/tickets/" + ticket).status() == 200);
        await().until(() -> owner.get("/api/v1/audit/trace/message-1").status() == 200);
        await().until(() -> owner.get("/api/v1/devices/" + device.id() + "/status")
                .text("status")
                .equals("ONLINE"));
        node.awaitCaughtUp();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void nobodyAndForgedTokensAreRefusedEverywhereAndNothingChanges() throws Exception {
        ECKey real = ECKey.parse(node.jdbc()
                .sql("select jwk from signing_key")
                .query(String.class)
                .single());
        ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID(real.getKeyID()).generate();
        AtomicInteger fetched = new AtomicInteger();
        HttpServer elsewhere = keysElsewhere(foreign, fetched);
        try {
            strangersAreRefused(forgedTokens(
                    real, foreign, "http://127.0.0.1:" + elsewhere.getAddress().getPort()));
        } finally {
            elsewhere.stop(0);
        }
        assertThat(fetched).as("keys fetched from where a token says").hasValue(0);
    }

    private void strangersAreRefused(Map<String, String> forgedTokens) {
        Map<String, Api> strangers = new LinkedHashMap<>();
        strangers.put("nobody", node.api());
        forgedTokens.forEach((name, token) -> strangers.put(name, node.api().withToken(token)));
        strangers.put("a wrong API key", node.api().with("X-API-Key", device.key() + "x"));
        String before = digest();
        for (OpenApiDocument.Operation operation : closed()) {
            strangers.forEach((name, stranger) -> {
                Api.Answer answer = call(stranger, operation);
                assertThat(answer.status()).as("%s as %s", operation, name).isEqualTo(401);
                assertThat(answer.code()).as("%s as %s", operation, name).isNotEmpty();
            });
        }
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void anotherTenantsOwnerFindsNothingAndChangesNothing() {
        Api insideOut = attacker.owner().with("X-Tenant-Id", victim.tenantId());
        String before = digest();
        for (OpenApiDocument.Operation operation : closed()) {
            if (operation.path().startsWith("/api/v1/auth/")) {
                continue; // about the caller itself, in no tenant
            }
            Api.Answer named = call(insideOut, operation);
            assertThat(named.status())
                    .as(
                            "%s naming the victim's tenant: %s",
                            operation, named.response().body())
                    .isIn(REFUSALS);
            assertThat(named.code()).isNotEmpty();
            if (operation.path().contains("{")) {
                Api.Answer guessed = call(attacker.owner(), operation);
                assertThat(guessed.status())
                        .as("%s guessing ids: %s", operation, guessed.response().body())
                        .isIn(REFUSALS);
            }
        }
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void anotherDeviceOfTheTenantDoesAndFindsNothing() {
        Api other = victim.device().api();
        String before = digest();
        for (OpenApiDocument.Operation operation : closed()) {
            Api.Answer answer = call(other, operation);
            assertThat(answer.status())
                    .as("%s: %s", operation, answer.response().body())
                    .isIn(REFUSALS);
            assertThat(answer.code()).isNotEmpty();
        }
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void everyRouteIsWalked() {
        assertThat(Routes.permissions().keySet())
                .as("what the code has and what the document says")
                .containsExactlyInAnyOrderElementsOf(document.operations().keySet());
    }

    /** All refusals come first, since what is allowed changes things. */
    @Test
    void eachRoleMayDoWhatItsPermissionsSayAndNothingElse() {
        Map<Role, Api> everybody = everybody();
        assertThat(everybody).containsOnlyKeys(Role.values());
        String before = digest();
        walk(everybody, (role, needed) -> !role.permissions().containsAll(needed), (what, answer) -> {
            assertThat(answer.status()).as(what).isEqualTo(403);
            assertThat(answer.code()).as(what).isEqualTo("forbidden");
        });
        assertThat(digest()).isEqualTo(before);
        walk(
                everybody,
                (role, needed) -> role.permissions().containsAll(needed),
                (what, answer) -> assertThat(answer.status()).as(what).isNotIn(401, 403));
    }

    private Map<Role, Api> everybody() {
        Map<Role, Api> everybody = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            everybody.put(
                    role,
                    switch (role) {
                        case ADMIN -> node.api().logInAsAdmin().with("X-Tenant-Id", victim.tenantId());
                        case OWNER -> victim.owner();
                        case DEVICE -> device.api();
                        case ENGINEER, TECHNICIAN, OPERATOR, VIEWER, AUDITOR -> victim.member(role);
                    });
        }
        return everybody;
    }

    private void walk(
            Map<Role, Api> everybody,
            BiPredicate<Role, Set<Permission>> wanted,
            BiConsumer<String, Api.Answer> expectation) {
        Map<String, Set<Permission>> needs = Routes.permissions();
        for (OpenApiDocument.Operation operation : closed()) {
            Set<Permission> needed = Objects.requireNonNull(needs.get(operation.toString()), operation::toString);
            if (needed.isEmpty()) {
                assertThat(operation.path())
                        .as("about the caller's own account")
                        .startsWith("/api/v1/auth/");
                continue;
            }
            everybody.forEach((role, caller) -> {
                if (wanted.test(role, needed)) {
                    Api.Answer answer = call(caller, operation);
                    expectation.accept(
                            operation + " as " + role + ": " + answer.response().body(), answer);
                }
            });
        }
    }

    @Test
    void membersOfAnotherSiteFindNothingAndChangeNothing() {
        String elsewhere = victim.site("Elsewhere");
        Map<String, Api> neighbours = new LinkedHashMap<>();
        for (Role role : List.of(Role.ENGINEER, Role.TECHNICIAN, Role.OPERATOR, Role.VIEWER)) {
            neighbours.put(role + " elsewhere", victim.memberOf(role, elsewhere));
        }
        List<String> hidden = ids.entrySet().stream()
                .filter(id -> !Set.of("tenantId", "userId").contains(id.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        String before = digest();
        for (OpenApiDocument.Operation operation : closed()) {
            if (operation.path().startsWith("/api/v1/auth/")) {
                continue; // about the caller itself
            }
            neighbours.forEach((name, neighbour) -> {
                Api.Answer answer = call(neighbour, operation);
                String body = answer.response().body();
                if (operation.method().equals("GET")) {
                    assertThat(answer.status()).as("%s as %s", operation, name).isIn(200, 403, 404);
                } else {
                    // 400: something new that names none of the member's sites
                    assertThat(answer.status())
                            .as("%s as %s: %s", operation, name, body)
                            .isIn(400, 403, 404);
                }
                if (answer.status() == 200) {
                    assertThat(body).as("%s as %s", operation, name).doesNotContain(hidden);
                }
            });
        }
        assertThat(digest()).isEqualTo(before);
    }

    /** The device is retired last, since its key goes with it. */
    private List<OpenApiDocument.Operation> closed() {
        List<OpenApiDocument.Operation> operations = document.operations().values().stream()
                .filter(operation -> !operation.isOpen())
                .sorted(Comparator.comparing(
                        operation -> operation.toString().equals("DELETE /api/v1/devices/{deviceId}")))
                .toList();
        assertThat(operations).hasSizeGreaterThan(25);
        return operations;
    }

    private Api.Answer call(Api api, OpenApiDocument.Operation operation) {
        String path = operation.path();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return api.send(
                operation.method(),
                path.replaceAll("\\{[^}]+}", "0a7e1a1a-0000-4000-8000-000000000001") + question(operation),
                bodies.of(operation));
    }

    /** A series is of one metric of a device. */
    private String question(OpenApiDocument.Operation operation) {
        return operation.queryParameters().containsAll(List.of("deviceId", "metric"))
                ? "?metric=temperature&deviceId=" + ids.get("deviceId")
                : "";
    }

    /** Publishes the forger's key, as a token may say, and counts who asks for it. */
    private static HttpServer keysElsewhere(ECKey foreign, AtomicInteger fetched) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            byte[] keys = new JWKSet(foreign.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Map<String, String> forgedTokens(ECKey real, ECKey foreign, String keysElsewhere) throws Exception {
        String owner = Objects.requireNonNull(ids.get("userId"));
        JWTClaimsSet valid = claims(owner).build();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("alg none", new PlainJWT(valid).serialize());
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(real.getKeyID())
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                valid);
        confused.sign(new MACSigner(real.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        tokens.put("the public key as a shared secret", confused.serialize());
        SignedJWT confusedDer = new SignedJWT(confused.getHeader(), valid);
        confusedDer.sign(new MACSigner(real.toPublicKey().getEncoded()));
        tokens.put("the public key's DER form as a shared secret", confusedDer.serialize());
        tokens.put("another key under our id", signed(foreign, header(real), valid));
        tokens.put(
                "a key of its own, at a foreign jku",
                signed(
                        foreign,
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .keyID(real.getKeyID())
                                .type(new JOSEObjectType("at+jwt"))
                                .jwkURL(URI.create(keysElsewhere))
                                .build(),
                        valid));
        tokens.put(
                "a key that it brings itself",
                signed(
                        foreign,
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(new JOSEObjectType("at+jwt"))
                                .jwk(foreign.toPublicJWK())
                                .build(),
                        valid));
        tokens.put(
                "expired",
                signed(
                        real,
                        header(real),
                        claims(owner).expirationTime(new Date(0)).build()));
        tokens.put(
                "another audience",
                signed(real, header(real), claims(owner).audience("other").build()));
        tokens.put(
                "another issuer",
                signed(real, header(real), claims(owner).issuer("other").build()));
        tokens.put(
                "not an access token",
                signed(
                        real,
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .keyID(real.getKeyID())
                                .build(),
                        valid));
        assertThat(node.api()
                        .withToken(signed(real, header(real), valid))
                        .get("/api/v1/auth/me")
                        .status())
                .as("the forger's tools are right: only the forgery makes the difference")
                .isEqualTo(200);
        return tokens;
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .issuer("atalaya")
                .audience("atalaya-api")
                .subject(subject)
                .expirationTime(new Date(4_102_444_800_000L));
    }

    private static JWSHeader header(ECKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
    }

    private static String signed(ECKey key, JWSHeader header, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    /** Over all rows of all tables that only requests change, once nothing is under way any more. */
    private String digest() {
        node.awaitCaughtUp();
        List<String> tables = node.jdbc()
                .sql("select table_name from information_schema.tables where table_schema = 'public' order by 1")
                .query(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(20);
        List<String> digests = new ArrayList<>();
        for (String table : tables) {
            if (!RESTLESS.contains(table)) {
                digests.add(table + " "
                        + node.jdbc()
                                .sql("select coalesce(md5(string_agg(md5(row_text), '' order by row_text)), '')"
                                        + " from (select (to_jsonb(t) - 'last_used_at')::text as row_text from " + table
                                        + " t) rows")
                                .query(String.class)
                                .single());
            }
        }
        return String.join("\n", digests);
    }
}
