package io.atalaya.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.command.identity.OidcSettings;
import io.atalaya.command.identity.RegisterUser;
import io.atalaya.command.identity.SigningKeys;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** People log in at somebody else's issuer, a real one, and Atalaya takes its word for who they are. */
class ExternalIssuerTest {
    private static final String AUDIENCE = "https://atalaya.example/api";
    private static final String ME = "/api/v1/auth/me";
    private static final String DEVICES = "/api/v1/devices";
    private static final Date LATER = new Date(4_102_444_800_000L);
    private static final String CLAIM = "atalaya_memberships";

    private static final Issuer issuer = new Issuer();
    private static final String database = TestPostgres.freshDatabase();
    /** Started before the issuer is. */
    private static final Node node = start(Map.of());

    private final String subject = "person-" + UUID.randomUUID();
    private final TenantId tenant = tenant();

    @BeforeAll
    static void startTheIssuerAfterTheNode() {
        Api.Answer early = node.api().withToken(aTokenOfAKeyThatNobodyKnows()).get(ME);
        assertThat(early.expect(503).code()).isEqualTo("issuer_unavailable");
        assertThat(early.header("Retry-After")).isEqualTo("1");
        issuer.start();
        await().until(() -> as("the first one", Map.of()).get(ME).status() == 200);
    }

    @AfterAll
    static void stop() {
        node.close();
        issuer.close();
    }

    @Test
    void aPersonIsWhoeverTheIssuerSaysItIs() {
        Api.Answer me = as(Map.of("email", "Ada@Test.Example", "email_verified", true, "name", "Ada"))
                .get(ME)
                .expect(200);

        assertThat(me.text("email")).isEqualTo("ada@test.example");
        assertThat(me.text("name")).isEqualTo("Ada");
        assertThat(me.json().path("memberships")).isEmpty();
        assertThat(as(Map.of()).get(ME).expect(200).text("id"))
                .as("the same person with the next token")
                .isEqualTo(me.text("id"));
        assertThat(as("somebody else", Map.of()).get(ME).expect(200).text("id")).isNotEqualTo(me.text("id"));
    }

    @Test
    void anAddressOrANameThatChangesIsTakenOver() {
        as(Map.of("name", "Before", "iat", 1)).get(ME).expect(200);

        Api.Answer me = as(Map.of("name", "After\u0000 marriage", "email", "after@test.example"))
                .get(ME)
                .expect(200);

        assertThat(me.text("name")).isEqualTo("After  marriage");
        assertThat(me.text("email")).isEqualTo("after@test.example");
    }

    @Test
    void aPersonWhoIsSeenForTheFirstTimeIsOnTheRecordWithoutAnAddress() {
        Api person = as(Map.of("email", "seen@test.example", "email_verified", true));
        String userId = person.get(ME).expect(200).text("id");
        person.get(ME).expect(200);

        List<String> registered = node.jdbc()
                .sql("select convert_from(payload, 'UTF8') || convert_from(meta_data, 'UTF8') from domain_event"
                        + " where payload_type like '%UserRegistered'"
                        + " and convert_from(payload, 'UTF8')::json ->> 'userId' = :user")
                .param("user", userId)
                .query(String.class)
                .list();

        assertThat(registered).singleElement().asString().contains("\"USER\"").doesNotContain("test.example");
    }

    @Test
    void aClaimSaysWhatSomebodyIsInWhichTenant() {
        Api operator = as(claiming(tenant, "OPERATOR"));

        operator.get(DEVICES).expect(200);
        assertThat(operator.post("/api/v1/sites", Map.of("name", "x"))
                        .expect(403)
                        .code())
                .isEqualTo("forbidden");
        JsonNode membership =
                operator.get(ME).expect(200).json().path("memberships").path(0);
        assertThat(membership.path("role").asString()).isEqualTo("OPERATOR");
        assertThat(membership.path("tenantId").asString()).isEqualTo(tenant.toString());
    }

    @Test
    void itSaysNothingAboutOtherTenants() {
        TenantId other = tenant();
        Api owner = as(claiming(tenant, "OWNER"));
        String device = owner.post(DEVICES, Map.of("name", "D", "type", "T", "serialNumber", "S"))
                .expect(201)
                .text("id");
        Api stranger = as("a stranger", claiming(other, "OWNER"));

        await().until(() -> owner.get(DEVICES + "/" + device).status() == 200);
        stranger.get(DEVICES + "/" + device).expect(404);
        stranger.with("X-Tenant-Id", tenant.toString()).get(DEVICES).expect(404);
    }

    @Test
    void aClaimMayLimitSomebodyToSites() {
        Api owner = as("the owner", claiming(tenant, "OWNER"));
        String mine =
                owner.post("/api/v1/sites", Map.of("name", "Mine")).expect(201).text("id");
        String other =
                owner.post("/api/v1/sites", Map.of("name", "Other")).expect(201).text("id");
        await().until(() -> owner.get("/api/v1/sites/" + other).status() == 200);
        Api engineer = as(Map.of(
                CLAIM, List.of(Map.of("tenantId", tenant.toString(), "role", "ENGINEER", "siteIds", List.of(mine)))));

        engineer.get("/api/v1/sites/" + mine).expect(200);
        engineer.get("/api/v1/sites/" + other).expect(404);
    }

    @Test
    void whatMakesNoSenseInAClaimGivesNothingAndTheRestCounts() {
        List<Object> senseless = List.of(
                "OWNER",
                Map.of("tenantId", tenant().toString()),
                Map.of("tenantId", tenant().toString(), "role", "SUPERUSER"),
                Map.of("tenantId", tenant().toString(), "role", "DEVICE"),
                Map.of("tenantId", tenant().toString(), "role", "ADMIN"),
                Map.of("tenantId", "not-an-id", "role", "OWNER"),
                Map.of("tenantId", UUID.randomUUID().toString(), "role", "OWNER"),
                Map.of("tenantId", tenant().toString(), "role", "ENGINEER", "siteIds", "all"),
                Map.of("tenantId", tenant().toString(), "role", "ENGINEER", "siteIds", List.of("x")),
                Map.of("tenantId", tenant().toString(), "role", "OWNER", "siteIds", List.of(UUID.randomUUID())),
                Map.of("tenantId", tenant.toString(), "role", "VIEWER"),
                Map.of("tenantId", tenant.toString(), "role", "OWNER"));

        JsonNode memberships =
                as(Map.of(CLAIM, senseless)).get(ME).expect(200).json().path("memberships");

        assertThat(memberships).hasSize(1);
        assertThat(memberships.path(0).path("role").asString()).isEqualTo("VIEWER");
        assertThat(as(Map.of(CLAIM, "OWNER")).get(ME).expect(200).json().path("memberships"))
                .isEmpty();
    }

    @Test
    void withoutTheClaimOurOwnListCounts() {
        String email = UUID.randomUUID() + "@test.example";
        Api person = as(Map.of("email", email, "email_verified", true));
        String userId = person.get(ME).expect(200).text("id");
        Api owner = as("the owner", claiming(tenant, "OWNER"));

        Api.Answer added = owner.post(
                        "/api/v1/tenants/" + tenant + "/members", Map.of("email", email, "role", "TECHNICIAN"))
                .expect(201);

        assertThat(added.text("userId")).isEqualTo(userId);
        person.get(DEVICES).expect(200);
        as(Map.of(CLAIM, List.of())).get(DEVICES).expect(400);
    }

    @Test
    void nobodyIsFoundByAnAddressThatTheIssuerDoesNotVouchFor() {
        String email = UUID.randomUUID() + "@test.example";
        as(Map.of("email", email)).get(ME).expect(200);
        send(new RegisterUser(UserId.next(), "own-" + email, "Own", "a-good-password"));
        Api owner = as("the owner", claiming(tenant, "OWNER"));

        for (String address : List.of(email, "own-" + email)) {
            owner.post("/api/v1/tenants/" + tenant + "/members", Map.of("email", address, "role", "VIEWER"))
                    .expect(404);
        }
    }

    @Test
    void anAccountOfOursWithTheSameAddressIsSomebodyElse() {
        UserId own = UserId.next();
        String email = own + "@test.example";
        send(new RegisterUser(own, email, "Own", "a-good-password"));
        send(new AddMember(tenant, own, Role.OWNER, Set.of()));

        Api.Answer me =
                as(Map.of("email", email, "email_verified", true)).get(ME).expect(200);

        assertThat(me.text("id")).isNotEqualTo(own.toString());
        assertThat(me.json().path("memberships")).isEmpty();
    }

    @Test
    void whoIsErasedComesBackOnlyByLoggingInAgainAndAsSomebodyNew() {
        Api self = as(Map.of("name", "Ada " + subject));
        String id = self.get(ME).expect(200).text("id");
        self.post("/api/v1/auth/erase", Map.of()).expect(204);

        assertThat(self.get(ME).expect(401).code()).isEqualTo("token_invalid");
        self.get(DEVICES).expect(401);

        Instant erased = node.bean(Clock.class).instant();
        long before = erased.minusSeconds(60).getEpochSecond();
        long afterwards = erased.plusSeconds(12).getEpochSecond();
        Api stillOpen = as(Map.of("name", "Ada " + subject, "iat", afterwards, "auth_time", before));
        assertThat(stillOpen.get(ME).expect(401).code()).isEqualTo("token_invalid");
        Api ahead =
                as(Map.of("name", "Ada " + subject, "iat", erased.plusSeconds(5).getEpochSecond()));
        assertThat(ahead.get(ME).expect(401).code()).isEqualTo("token_invalid");
        Api.Answer back = as(Map.of("name", "Ada " + subject, "iat", afterwards, "auth_time", afterwards))
                .get(ME)
                .expect(200);
        assertThat(back.text("id")).isEqualTo(id);
        assertThat(node.jdbc()
                        .sql("select count(*) from person_key where person_id = cast(:id as uuid)"
                                + " and wrapped is not null")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aClaimMakesNobodyPlatformStaffUnlessThatIsAllowed() {
        Map<String, Object> claims = claiming(Platform.TENANT, "ADMIN");
        Api here = as(claims);
        assertThat(here.get(ME).expect(200).json().path("memberships")).isEmpty();
        here.post("/api/v1/tenants", Map.of("name", "x")).expect(403);
        here.get("/actuator/prometheus").expect(403);

        try (Node generous = start(Map.of("atalaya.oidc.allow-platform-admin", true))) {
            Api there = generous.api().withToken(token(subject, claims));
            await().until(() -> there.get(ME).status() == 200);
            assertThat(there.get(ME).text("id"))
                    .as("the same person on every node")
                    .isEqualTo(here.get(ME).text("id"));
            there.post("/api/v1/tenants", Map.of("name", "x")).expect(201);
            there.get("/actuator/prometheus").expect(200);
        }
    }

    @Test
    void tokensForAnotherAudienceOrOfAnotherTimeAreRefused() {
        refused(issuer.token("another-api", Map.of("sub", subject)));
        refused(token(subject, Map.of("iat", 999_999_000, "exp", 1_000_000_000)));
        refused(token(subject, Map.of("nbf", 4_102_444_800L)));
        refused(token(subject, Map.of("iss", "https://other.example")));
        refused(token("", Map.of()));
    }

    @Test
    void forgedTokensAreRefused() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(token(subject, Map.of())).getJWTClaimsSet();
        refused(new PlainJWT(claims).serialize());
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                claims);
        confused.sign(new MACSigner(issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        refused(confused.serialize());
        RSAKey foreign =
                new RSAKeyGenerator(2048).keyID(issuer.key().getKeyID()).generate();
        refused(signed(foreign, claims));
        assertThat(node.api().withToken(signed(issuer.key(), claims)).get(ME).status())
                .as("only the forgery makes the difference")
                .isEqualTo(200);
    }

    @Test
    void ourOwnTokensAreRefused() throws Exception {
        node.bean(SigningKeys.class).published();
        ECKey ours = ECKey.parse(node.jdbc()
                .sql("select jwk from signing_key")
                .query(String.class)
                .single());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(ours.getKeyID())
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("atalaya")
                        .audience("atalaya-api")
                        .subject(UserId.next().toString())
                        .expirationTime(LATER)
                        .build());
        token.sign(new ECDSASigner(ours));
        // The issuer's key set is asked for the key first; it may refuse to be asked so often.
        await().until(() -> node.api().withToken(token.serialize()).get(ME).status() == 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "refresh",
                "logout",
                "register",
                "verify-otp",
                "password-reset/request",
                "password-reset/confirm"
            })
    void ourOwnLogInIsClosed(String path) {
        Api.Answer answer = node.api()
                .post("/api/v1/auth/" + path, Map.of("email", Node.ADMIN_EMAIL, "password", Node.ADMIN_PASSWORD));

        assertThat(answer.expect(403).code()).isEqualTo("login_is_external");
        assertThat(answer.text("detail")).contains(issuer.uri());
    }

    @Test
    void soAreOurPasswordsAndOurKeys() {
        assertThat(as(Map.of())
                        .post("/api/v1/auth/password", Map.of())
                        .expect(403)
                        .code())
                .isEqualTo("login_is_external");
        assertThat(node.api().get("/api/v1/auth/jwks").expect(200).json().path("keys"))
                .isEmpty();
    }

    @Test
    void apiKeysGoOn() {
        String key = as(claiming(tenant, "OWNER"))
                .post("/api/v1/api-keys", Map.of("name", "Key", "permissions", List.of("READ")))
                .expect(201)
                .text("apiKey");

        node.api().with("X-API-Key", key).get(DEVICES).expect(200);
    }

    @Test
    void theIssuerMayChangeItsKeyAndBeAwayForAWhile() {
        String known = token(subject, Map.of());
        issuer.rotateKey();
        String next = token(subject, Map.of());
        await().until(() -> node.api().withToken(next).get(ME).status() == 200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> node.api().withToken(known).get(ME).status() == 401);
        issuer.rotateKey();
        String unknown = token(subject, Map.of());
        issuer.close();
        try {
            node.api().withToken(next).get(ME).expect(200);
            Api.Answer answer = node.api().withToken(unknown).get(ME).expect(503);
            assertThat(answer.code()).isEqualTo("issuer_unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        } finally {
            issuer.start();
        }
        await().until(() -> node.api().withToken(unknown).get(ME).status() == 200);
    }

    @Test
    void anIssuerWithoutAnAudienceIsNoConfiguration() {
        assertThatThrownBy(() -> new OidcSettings(issuer.uri(), " ", "email", "name", CLAIM, false, Duration.ZERO))
                .hasMessageContaining("atalaya.oidc.audience is required");
    }

    private static Node start(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("atalaya.oidc.issuer-uri", issuer.uri());
        all.put("atalaya.oidc.audience", AUDIENCE);
        return Node.start(database, all);
    }

    private Api as(Map<String, Object> claims) {
        return as(subject, claims);
    }

    private static Api as(String subject, Map<String, Object> claims) {
        return node.api().withToken(token(subject, claims));
    }

    private static String token(String subject, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", subject);
        return issuer.token(AUDIENCE, all);
    }

    private static Map<String, Object> claiming(TenantId tenantId, String role) {
        return Map.of(CLAIM, List.of(Map.of("tenantId", tenantId.toString(), "role", role)));
    }

    private static void refused(String token) {
        assertThat(node.api().withToken(token).get(ME).expect(401).code()).isEqualTo("token_invalid");
    }

    private static String aTokenOfAKeyThatNobodyKnows() {
        return signed(
                issuer.key(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer.uri())
                        .audience(AUDIENCE)
                        .subject("early")
                        .expirationTime(LATER)
                        .build());
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static TenantId tenant() {
        TenantId tenantId = new TenantId(UUID.randomUUID());
        send(new CreateTenant(tenantId, "Tenant of a test"));
        return tenantId;
    }

    private static void send(Command command) {
        node.bean(CommandGateway.class)
                .sendAndWait(GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(SystemMetadata.of(command.tenantId(), "test")));
    }
}
