package io.atalaya.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.MovableClock;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks too much waits; nobody else does. On a node behind a proxy, which says where requests come from. */
class LimitsTest {
    private static final String LOG_IN = "/api/v1/auth/login";
    private static final String DEVICES = "/api/v1/devices";
    private static final int PER_ADDRESS = 12;
    private static final int PER_USER = 20;
    private static final int PER_KEY = 8;
    private static final int GUESSES = 3;
    private static final int MAILS = 4;
    private static final Duration PERIOD = Duration.ofHours(1);

    private static final MovableClock CLOCK = new MovableClock(Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));
    private static final Node NODE = Node.start(
            TestPostgres.freshDatabase(),
            Map.of(
                    "server.forward-headers-strategy", "native",
                    "atalaya.cors.allowed-origins", "https://console.example",
                    "atalaya.tokens.access-token", "P30D",
                    "atalaya.limits.per-address", PER_ADDRESS + "/" + PERIOD,
                    "atalaya.limits.per-user", PER_USER + "/" + PERIOD,
                    "atalaya.limits.per-key", PER_KEY + "/" + PERIOD,
                    "atalaya.limits.authentication", GUESSES + "/" + PERIOD,
                    "atalaya.limits.mails", MAILS + "/" + PERIOD),
            CLOCK);
    private static final World WORLD = World.on(NODE);
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Api here = from(anAddress());
    private final Api elsewhere = from(anAddress());

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @BeforeEach
    void everyBucketIsFull() {
        CLOCK.forward(PERIOD);
    }

    @Test
    void withoutACredentialTheAddressCounts() {
        for (int left = PER_ADDRESS - 1; left >= 0; left--) {
            Api.Answer answer = here.get(DEVICES).expect(401);
            assertThat(answer.header("RateLimit")).matches("\"address\";r=" + left + ";t=(300|29[0-9])");
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"address\";q=12;w=3600");
        }

        Api.Answer refused = here.get(DEVICES).expect(429);

        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        int retryAfter = Integer.parseInt(refused.header("Retry-After"));
        assertThat(retryAfter).isBetween(280, 300);
        assertThat(refused.header("RateLimit")).isEqualTo("\"address\";r=0;t=" + retryAfter);
        elsewhere.get(DEVICES).expect(401);

        CLOCK.forward(Duration.ofSeconds(retryAfter));
        here.get(DEVICES).expect(401);
        here.get(DEVICES).expect(429);
    }

    @Test
    void whatEverybodyMayReadAlwaysAnswers() {
        exhaust(here);

        for (String path :
                List.of("/api/v1/health", "/actuator/health/liveness", "/swagger-ui/index.html", "/api/v1/auth/jwks")) {
            assertThat(here.get(path).expect(200).header("RateLimit")).as(path).isEmpty();
        }
    }

    @Test
    void anInvalidCredentialCountsAsNone() {
        World.Device device = WORLD.device();
        for (int wrong = 0; wrong < PER_ADDRESS; wrong += 2) {
            here.with("X-API-Key", device.key() + "x").get(DEVICES).expect(401);
            here.withToken("nonsense").get(DEVICES).expect(401);
        }

        assertThat(here.with("X-API-Key", device.key() + "x")
                        .get(DEVICES)
                        .expect(429)
                        .header("Retry-After"))
                .isNotEmpty();
        here.withToken("nonsense").get(DEVICES).expect(429);
        here.get(DEVICES).expect(429);
        report(here, device).expect(202);
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        for (int host = 1; host <= PER_ADDRESS; host++) {
            from("2001:db8:0:7::" + host).get(DEVICES).expect(401);
        }

        from("2001:db8:0:7:ffff::1").get(DEVICES).expect(429);
        from("2001:db8:0:8::1").get(DEVICES).expect(401);
    }

    @Test
    void aUserCountsWhereverTheRequestsComeFrom() {
        Api user = WORLD.member(Role.OPERATOR);
        Api another = WORLD.member(Role.OPERATOR);
        for (int left = PER_USER - 1; left >= 0; left--) {
            Api.Answer answer = at(anAddress(), user).get(DEVICES).expect(200);
            assertThat(answer.header("RateLimit")).startsWith("\"user\";r=" + left + ";t=");
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"user\";q=20;w=3600");
        }

        assertThat(at(anAddress(), user).get(DEVICES).expect(429).code()).isEqualTo("rate_limited");
        user.get("/api/v1/health").expect(200);
        another.get(DEVICES).expect(200);
    }

    @Test
    void aKeyCountsByItsOwnLimitOrElseByThatOfAll() {
        World.Device device = WORLD.device();
        Api ofAll = NODE.api().with("X-API-Key", device.key());
        Api own = NODE.api()
                .with(
                        "X-API-Key",
                        WORLD.owner()
                                .post(
                                        "/api/v1/api-keys",
                                        Map.of("name", "Slow", "permissions", Set.of("READ"), "rateLimit", 3))
                                .expect(201)
                                .text("apiKey"));
        for (int sent = 0; sent < PER_KEY; sent++) {
            assertThat(report(ofAll, device).expect(202).header("RateLimit-Policy"))
                    .isEqualTo("\"key\";q=8;w=3600");
        }
        for (int sent = 0; sent < 3; sent++) {
            assertThat(own.get(DEVICES).expect(200).header("RateLimit-Policy")).isEqualTo("\"key\";q=3;w=3600");
        }

        assertThat(report(ofAll, device).expect(429).header("Retry-After")).matches("4[0-9]{2}");
        assertThat(own.get(DEVICES).expect(429).header("Retry-After")).matches("1[12][0-9]{2}");
    }

    @Test
    void whoIsLockedOutOfAnAccountDoesNotLockItsOwnerOut() {
        World.Account victim = WORLD.account("Victim");
        World.Account other = WORLD.account("Other");
        for (int wrong = 0; wrong < GUESSES; wrong++) {
            logIn(here, victim.email(), "wrong").expect(401);
        }

        Api.Answer refused = logIn(here, victim.email().toUpperCase(java.util.Locale.ROOT), World.PASSWORD);

        assertThat(refused.expect(429).code()).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1150, 1200);
        logIn(elsewhere, victim.email(), World.PASSWORD).expect(200);
        logIn(here, other.email(), World.PASSWORD).expect(200);

        CLOCK.forward(Duration.ofMinutes(20));
        logIn(here, victim.email(), World.PASSWORD).expect(200);
    }

    @Test
    void theLimitDoesNotTellWhoHasAnAccount() {
        String nobody = UUID.randomUUID() + "@test.example";
        for (int wrong = 0; wrong < GUESSES; wrong++) {
            logIn(here, nobody, "wrong").expect(401);
        }

        assertThat(logIn(here, nobody, "wrong").expect(429).code()).isEqualTo("rate_limited");
    }

    @Test
    void onlyWrongPasswordsCount() {
        World.Account account = WORLD.account("Forgetful");
        logIn(here, account.email(), "wrong").expect(401);
        logIn(here, account.email(), "wrong").expect(401);
        for (int right = 0; right < 4; right++) {
            logIn(here, account.email(), World.PASSWORD).expect(200);
        }
        logIn(here, account.email(), "wrong").expect(401);

        logIn(here, account.email(), "wrong").expect(429);
    }

    @Test
    void codesAreGuessedAsLittleAsPasswordsAndApartFromThem() {
        World.Account account = WORLD.account("Guessed");
        Map<String, String> code = Map.of("email", account.email(), "code", "000000");
        Map<String, String> reset =
                Map.of("email", account.email(), "code", "000000", "newPassword", "another-good-one");
        here.post("/api/v1/auth/verify-otp", code).expect(401);
        here.post("/api/v1/auth/password-reset/confirm", reset).expect(401);
        here.post("/api/v1/auth/verify-otp", code).expect(401);

        here.post("/api/v1/auth/verify-otp", code).expect(429);
        here.post("/api/v1/auth/password-reset/confirm", reset).expect(429);
        elsewhere.post("/api/v1/auth/verify-otp", code).expect(401);
        logIn(here, account.email(), World.PASSWORD).expect(200);
    }

    @Test
    void aMailboxIsNotFilledFromOneAddressNorFromMany() {
        World.Account victim = WORLD.account("Bombed");
        Map<String, String> reset = Map.of("email", victim.email());
        Map<String, String> register =
                Map.of("email", victim.email(), "password", "a-good-password", "name", "Mallory");
        String requestReset = "/api/v1/auth/password-reset/request";
        here.post(requestReset, reset).expect(202);
        here.post("/api/v1/auth/register", register).expect(202);
        here.post(requestReset, reset).expect(202);

        assertThat(here.post(requestReset, reset).expect(429).code()).isEqualTo("rate_limited");
        here.post("/api/v1/auth/register", register).expect(429);
        elsewhere.post(requestReset, reset).expect(202);
        from(anAddress()).post(requestReset, reset).expect(429);
        here.post(requestReset, Map.of("email", UUID.randomUUID() + "@test.example"))
                .expect(202);
        logIn(elsewhere, victim.email(), World.PASSWORD).expect(200);
    }

    @Test
    void theCurrentPasswordIsNotGuessedByWhoeverHasASession() {
        Api session = WORLD.account("Left alone").logIn();
        Map<String, String> change = Map.of("currentPassword", "wrong", "newPassword", "another-good-one");
        for (int wrong = 0; wrong < GUESSES; wrong++) {
            session.post("/api/v1/auth/password", change).expect(401);
        }

        session.post("/api/v1/auth/password", change).expect(429);
    }

    @Test
    void aRefreshTokenIsACredentialOfItsUser() {
        World.Account account = WORLD.account("Behind the office's address");
        String token = logIn(here, account.email(), World.PASSWORD).expect(200).text("refresh_token");
        for (int refreshed = 0; refreshed < PER_ADDRESS + 3; refreshed++) {
            token = refresh(here, token).expect(200).text("refresh_token");
        }
        for (int invalid = 0; invalid < PER_ADDRESS - 1; invalid++) {
            refresh(here, "wrong").expect(401);
        }

        refresh(here, "wrong").expect(429);
    }

    @Test
    void aKeyOfOnesOwnIsNoWayAroundTheLimitOfLogIns() {
        World.Device device = WORLD.device();
        Api withKey = here.with("X-API-Key", device.key());
        for (int account = 0; account < PER_ADDRESS; account++) {
            assertThat(logIn(withKey, account + "@test.example", "wrong")
                            .expect(401)
                            .header("RateLimit"))
                    .startsWith("\"address\"");
        }

        logIn(withKey, "one-more@test.example", "wrong").expect(429);
    }

    @Test
    void behindAProxyThatSpeaksTlsBrowsersAreToldToStayWithIt() {
        assertThat(here.with("X-Forwarded-Proto", "https").get(DEVICES).header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
        assertThat(here.get(DEVICES).header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void aPageOfAnAllowedOriginCanReadWhyItIsRefused() {
        Api page = here.with("Origin", "https://console.example");
        exhaust(page);

        Api.Answer refused = page.get(DEVICES).expect(429);

        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://console.example");
        assertThat(refused.header("Access-Control-Expose-Headers")).contains("Retry-After", "RateLimit");
        assertThat(refused.header("Access-Control-Allow-Credentials")).isEmpty();
        page.with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")
                .send("OPTIONS", DEVICES, null)
                .expect(200);
        Api.Answer stranger =
                here.with("Origin", "https://evil.example").get(DEVICES).expect(403);
        assertThat(stranger.code()).isEqualTo("origin_not_allowed");
        assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private static Api from(String address) {
        return at(address, NODE.api());
    }

    private static Api at(String address, Api api) {
        return api.with("X-Forwarded-For", address);
    }

    private static String anAddress() {
        return "203.0.113." + ADDRESSES.incrementAndGet();
    }

    private static void exhaust(Api api) {
        for (int request = 0; request < PER_ADDRESS; request++) {
            api.get(DEVICES).expect(401);
        }
        api.get(DEVICES).expect(429);
    }

    private static Api.Answer logIn(Api api, String email, String password) {
        return api.post(LOG_IN, Map.of("email", email, "password", password));
    }

    private static Api.Answer refresh(Api api, String token) {
        return api.post("/api/v1/auth/refresh", Map.of("refresh_token", token));
    }

    private static Api.Answer report(Api api, World.Device device) {
        return api.with("X-API-Key", device.key())
                .post(
                        DEVICES + "/" + device.id() + "/readings",
                        Map.of("readings", List.of(Map.of("metric", "temperature", "value", 4))));
    }
}
