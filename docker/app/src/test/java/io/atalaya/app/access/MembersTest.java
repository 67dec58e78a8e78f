package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Owners say who else may do what in their tenant. */
class MembersTest {
    private final World world = World.on(Node.shared());
    private final String members = "/api/v1/tenants/" + world.tenantId() + "/members";
    private final World.Account account = world.account("Mara Member");

    @Test
    void anAccountBecomesAMemberByItsAddress() {
        Api.Answer added = world.owner()
                .post(members, Map.of("email", account.email().toUpperCase(Locale.ROOT), "role", "OPERATOR"))
                .expect(201);

        assertThat(added.header("Location")).isEqualTo(members + "/" + account.id());
        assertThat(added.text("userId")).isEqualTo(account.id());
        assertThat(added.text("name")).isEqualTo("Mara Member");
        assertThat(added.position()).isPositive();
        JsonNode listed = listed(account.id());
        assertThat(listed.path("role").asString()).isEqualTo("OPERATOR");
        assertThat(listed.path("email").asString()).isEqualTo(account.email());
        assertThat(listed.path("name").asString()).isEqualTo("Mara Member");
        assertThat(listed.path("siteIds").isArray()).isTrue();
        account.logIn().get("/api/v1/devices").expect(200);
    }

    @Test
    void orByItsId() {
        add("VIEWER");
        account.logIn().get("/api/v1/devices").expect(403);
    }

    @Test
    void nameAndAddressStandInTheLogSealedOnlyAndAreShownToAuditors() {
        add("VIEWER");
        Node.shared().awaitCaughtUp();
        assertThat(Node.shared()
                        .jdbc()
                        .sql(
                                "select convert_from(payload, 'UTF8') from domain_event where aggregate_identifier = :tenant")
                        .param("tenant", world.tenantId())
                        .query(String.class)
                        .list())
                .anyMatch(event -> event.contains(account.id()) && event.contains("sealed"))
                .noneMatch(event -> event.contains(account.email()) || event.contains("Mara Member"));
        assertThat(world.owner()
                        .get("/api/v1/audit/events?limit=1000")
                        .expect(200)
                        .response()
                        .body())
                .contains("MemberAdded", account.id(), account.email(), "Mara Member");
    }

    @Test
    void whoHasNotVerifiedItsAddressIsNotFoundEither() {
        String email = UUID.randomUUID() + "@test.example";
        Node.shared()
                .api()
                .post("/api/v1/auth/register", Map.of("email", email, "password", World.PASSWORD, "name", "Nora New"))
                .expect(202);
        world.owner().post(members, Map.of("email", email, "role", "VIEWER")).expect(404);
    }

    @Test
    void whoHasNoAccountIsNotFound() {
        Map<String, Object> stranger = Map.of("email", "nobody@test.example", "role", "VIEWER");
        assertThat(world.owner().post(members, stranger).expect(404).code()).isEqualTo("not_found");
        world.owner()
                .post(members, Map.of("userId", UUID.randomUUID(), "role", "VIEWER"))
                .expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "DEVICE"})
    void someRolesAreNotForMembers(String role) {
        assertThat(world.owner()
                        .post(members, Map.of("userId", account.id(), "role", role))
                        .expect(400)
                        .code())
                .isEqualTo("invalid_request");
    }

    @Test
    void anAccountIsNamedInOneWayAndOnlySitesOfTheTenantAreTaken() {
        world.owner().post(members, Map.of("role", "VIEWER")).expect(400);
        world.owner()
                .post(members, Map.of("userId", account.id(), "email", account.email(), "role", "VIEWER"))
                .expect(400);
        assertThat(world.owner()
                        .post(
                                members,
                                Map.of("userId", account.id(), "role", "VIEWER", "siteIds", List.of(UUID.randomUUID())))
                        .expect(400)
                        .code())
                .isEqualTo("reference_not_found");
    }

    @Test
    void aMembersRoleChanges() {
        add("VIEWER");
        world.owner().send("PUT", member(), Map.of("role", "ENGINEER")).expect(200);
        assertThat(listed(account.id()).path("role").asString()).isEqualTo("ENGINEER");
        account.logIn().get("/api/v1/devices").expect(200);
    }

    @Test
    void whoIsRemovedLosesAccessAtOnce() {
        add("ENGINEER");
        Api api = account.logIn();
        api.with("X-Tenant-Id", world.tenantId()).get("/api/v1/devices").expect(200);

        world.owner().send("DELETE", member(), null).expect(204);

        api.with("X-Tenant-Id", world.tenantId()).get("/api/v1/devices").expect(404);
        assertThat(world.owner().get(members).json().path("items").toString()).doesNotContain(account.id());
        assertThat(world.owner().send("DELETE", member(), null).expect(404).code())
                .isEqualTo("not_found");
        world.owner().send("PUT", member(), Map.of("role", "VIEWER")).expect(404);
    }

    @Test
    void aTenantKeepsAnOwner() {
        String owner = world.owner().get("/api/v1/auth/me").text("id");
        assertThat(world.owner()
                        .send("DELETE", members + "/" + owner, null)
                        .expect(409)
                        .code())
                .isEqualTo("last_owner");
        assertThat(world.owner()
                        .send("PUT", members + "/" + owner, Map.of("role", "VIEWER"))
                        .expect(409)
                        .code())
                .isEqualTo("last_owner");

        add("OWNER");
        world.owner().send("DELETE", members + "/" + owner, null).expect(204);
        account.logIn().get(members).expect(200);
    }

    @Test
    void theListComesInPages() {
        add("VIEWER");
        JsonNode first = world.owner().get(members + "?limit=1").expect(200).json();
        JsonNode second = world.owner()
                .get(members + "?limit=1&cursor=" + first.path("nextCursor").asString())
                .expect(200)
                .json();
        assertThat(first.path("items").size()).isEqualTo(1);
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.path("items")).isNotEqualTo(first.path("items"));
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(world.owner()
                        .get(members + "?cursor=bm9uc2Vuc2U")
                        .expect(400)
                        .code())
                .isEqualTo("cursor_invalid");
    }

    @Test
    void toOthersTheTenantDoesNotExist() {
        add("VIEWER");
        Api stranger = World.on(Node.shared()).owner();
        stranger.get(members).expect(404);
        stranger.post(members, Map.of("userId", account.id(), "role", "OWNER")).expect(404);
        stranger.send("PUT", member(), Map.of("role", "OWNER")).expect(404);
        stranger.send("DELETE", member(), null).expect(404);
        stranger.with("X-Tenant-Id", world.tenantId()).get(members).expect(404);
        world.owner()
                .with("X-Tenant-Id", UUID.randomUUID().toString())
                .get(members)
                .expect(404);
        assertThat(listed(account.id()).path("role").asString()).isEqualTo("VIEWER");
    }

    @Test
    void ownersAndPlatformStaffChangeMembersAndAuditorsReadThem() {
        Api engineer = world.member(Role.ENGINEER);
        engineer.get(members).expect(403);
        engineer.post(members, Map.of("userId", account.id(), "role", "OWNER")).expect(403);
        engineer.send("DELETE", member(), null).expect(403);
        Api auditor = world.member(Role.AUDITOR);
        auditor.get(members).expect(200);
        auditor.post(members, Map.of("userId", account.id(), "role", "OWNER")).expect(403);
        world.device().api().get(members).expect(403);

        Api admin = Node.shared().api().logInAsAdmin();
        admin.post(members, Map.of("userId", account.id(), "role", "VIEWER")).expect(201);
        admin.get(members).expect(200);
        admin.get("/api/v1/tenants/" + UUID.randomUUID() + "/members").expect(404);
    }

    private void add(String role) {
        world.owner()
                .post(members, Map.of("userId", account.id(), "role", role))
                .expect(201);
    }

    private String member() {
        return members + "/" + account.id();
    }

    private JsonNode listed(String userId) {
        JsonNode items = world.owner().get(members).expect(200).json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("userId").asString().equals(userId))
                .findFirst()
                .orElseThrow();
    }
}
