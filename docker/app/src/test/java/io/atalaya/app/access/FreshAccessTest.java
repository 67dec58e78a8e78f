package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.StatementLog;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who may get in is known from memory, and yet what is withdrawn on one node is soon refused on the other. */
class FreshAccessTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String DEVICES = "/api/v1/devices";
    private static final String ME = "/api/v1/auth/me";
    private static final Pattern ABOUT_ACCESS = Pattern.compile(
            "\\b(from|join|into|update) (account|membership|memberships_of|api_key|api_key_of|tenant_directory|signing_key|"
                    + "refresh_token)\\b|\\btenant_exists\\(");

    private static final String database = TestPostgres.freshDatabase();
    private static final Node here = Node.start(database, Map.of());
    private static final Node there = Node.start(database, StatementLog.settings());

    private final World world = World.on(here);

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void aMemberThatIsRemovedOnOneNodeIsSoonRefusedOnTheOther() {
        World.Account account = world.account("Mara Member");
        String members = "/api/v1/tenants/" + world.tenantId() + "/members";
        world.owner()
                .post(members, Map.of("userId", account.id(), "role", "OPERATOR"))
                .expect(201);
        Api onOther = on(there, account).with("X-Tenant-Id", world.tenantId());
        onOther.get(DEVICES).expect(200);

        world.owner().send("DELETE", members + "/" + account.id(), null).expect(204);

        await().atMost(SOON).until(() -> onOther.get(DEVICES).status() == 404);
    }

    @Test
    void aRoleThatIsTakenAwayOnOneNodeIsSoonWorthNothingOnTheOther() {
        World.Account account = world.account("Mara Member");
        String members = "/api/v1/tenants/" + world.tenantId() + "/members";
        world.owner()
                .post(members, Map.of("userId", account.id(), "role", "OPERATOR"))
                .expect(201);
        Api onOther = on(there, account);
        onOther.get(DEVICES).expect(200);

        world.owner()
                .send("PUT", members + "/" + account.id(), Map.of("role", "VIEWER"))
                .expect(200);

        await().atMost(SOON).until(() -> onOther.get(DEVICES).status() == 403);
    }

    @Test
    void aKeyThatIsRevokedOnOneNodeIsSoonRefusedOnTheOther() {
        Api.Answer created = world.owner()
                .post("/api/v1/api-keys", Map.of("name", "Key", "permissions", List.of("READ")))
                .expect(201);
        Api onOther = there.api().with("X-API-Key", created.text("apiKey"));
        onOther.get(DEVICES).expect(200);

        world.owner()
                .send("DELETE", "/api/v1/api-keys/" + created.text("id"), null)
                .expect(204);

        await().atMost(SOON).until(() -> onOther.get(DEVICES).status() == 401);
    }

    @Test
    void whoIsErasedOnOneNodeIsSoonRefusedOnTheOther() {
        World.Account account = world.account("Mara Member");
        Api onOther = on(there, account);
        onOther.get(ME).expect(200);

        here.api()
                .logInAsAdmin()
                .send("DELETE", "/api/v1/accounts/" + account.id(), null)
                .expect(204);

        await().atMost(SOON).until(() -> onOther.get(ME).code().equals("token_invalid"));
    }

    @Test
    void onlyWhatIsSaidOfSomebodyCostsAKeyAndThatOnce() {
        World.Account owner = world.account("Olga Owner");
        World.Account account = world.account("Mara Member");
        String members = "/api/v1/tenants/" + world.tenantId() + "/members";
        world.owner()
                .post(members, Map.of("userId", owner.id(), "role", "OWNER"))
                .expect(201);
        Api onOther = on(there, owner);

        assertThat(keysAskedFor(() ->
                        onOther.post("/api/v1/sites", Map.of("name", "Site")).expect(201)))
                .isEmpty();
        assertThat(keysAskedFor(() -> onOther.post(members, Map.of("userId", account.id(), "role", "VIEWER"))
                        .expect(201)))
                .as("the new member's, and the owner's when the tenant is loaded")
                .hasSize(2);
        assertThat(keysAskedFor(() -> onOther.send("PUT", members + "/" + account.id(), Map.of("role", "OPERATOR"))
                        .expect(200)))
                .isEmpty();
    }

    private static List<String> keysAskedFor(Runnable request) {
        StatementLog log = there.bean(StatementLog.class);
        log.clear();
        request.run();
        return log.ofRequests().stream()
                .filter(sql -> sql.contains("person_key"))
                .toList();
    }

    @Test
    void aMembersRequestCostsOneRoundTripAtFirstAndNoneThen() {
        Api onOther = on(there, world.account("Mara Member"));
        costsOneRoundTripAtFirstAndNoneThen(onOther.with("X-Tenant-Id", world.tenantId()));
    }

    @Test
    void soDoesPlatformStaffsOnAnyTenant() {
        World.Account account = world.account("Paula Platform");
        here.api()
                .logInAsAdmin()
                .post(
                        "/api/v1/tenants/00000000-0000-0000-0000-000000000000/members",
                        Map.of("userId", account.id(), "role", Role.ADMIN))
                .expect(201);
        costsOneRoundTripAtFirstAndNoneThen(on(there, account).with("X-Tenant-Id", world.tenantId()));
    }

    @Test
    void soDoesAKeys() {
        String key = world.owner()
                .post("/api/v1/api-keys", Map.of("name", "Key", "permissions", List.of("READ")))
                .expect(201)
                .text("apiKey");
        costsOneRoundTripAtFirstAndNoneThen(there.api().with("X-API-Key", key));
    }

    /** Warm for four seconds, which a busy machine may let pass between two requests. */
    private static void costsOneRoundTripAtFirstAndNoneThen(Api caller) {
        await().until(() ->
                there.bean(StatementLog.class).all().stream().anyMatch(sql -> sql.contains("from signing_key")));
        assertThat(cost(caller)).hasSize(1);
        await().until(() -> cost(caller).isEmpty());
    }

    /** What a request asks the database about whoever sends it. */
    private static List<String> cost(Api caller) {
        StatementLog log = there.bean(StatementLog.class);
        log.clear();
        caller.get(DEVICES);
        return log.ofRequests().stream()
                .filter(sql -> ABOUT_ACCESS.matcher(sql).find())
                .toList();
    }

    /** Logged in on the first node, so that the other one has not heard of it. */
    private static Api on(Node node, World.Account account) {
        String token = here.api()
                .post("/api/v1/auth/login", Map.of("email", account.email(), "password", World.PASSWORD))
                .expect(200)
                .text("access_token");
        return node.api().withToken(token);
    }
}
