package io.atalaya.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.evidence.VerifyExport;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.access.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whoever leaves is forgotten everywhere, and what was proved stays proved. */
class ErasureTest {
    private static final String ERASED = "[erased]";
    private static final String ERASE = "/api/v1/auth/erase";
    private static final String ME = "/api/v1/auth/me";

    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final Api auditor = world.member(Role.AUDITOR);
    private final Api platform = node.api().logInAsAdmin().with("X-Tenant-Id", Platform.TENANT.toString());
    private final EveryTable everyTable = new EveryTable(node);

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String firstName = "Zenobia Quill " + unique;
    private final String name = "Zenobia Quill-Ferro " + unique;
    private final String phone = "+34 6" + unique.replaceAll("[a-f]", "7") + " 11";
    private final World.Account account = world.account(firstName);
    private final String members = "/api/v1/tenants/" + world.tenantId() + "/members";

    @Test
    void nothingIsLeftOfWhoIsErasedAndTheHistoryIsAsValidAsBefore(@TempDir Path folder) throws IOException {
        Api member = aLifeInTheTenant();
        node.awaitCaughtUp();
        assertThat(everyTable.thatHold(name)).as("plain text").containsExactly("public.account");
        assertThat(everyTable.thatHold(phone)).containsExactly("public.account");
        assertThat(everyTable.thatHold(firstName)).as("sealed in the log").isEmpty();
        assertThat(replay(auditor)).contains(firstName, account.email());
        assertThat(replay(platform)).contains(firstName, name, phone);
        byte[] before = auditor.download("/api/v1/audit/export").body();
        byte[] platformBefore = platform.download("/api/v1/audit/export").body();
        String sealed = lineOf(before, "MemberAdded", account.id());
        assertThat(sealed).contains("sealed").doesNotContain(firstName, account.email());

        assertThat(member.post(ERASE, Map.of("currentPassword", "not-this-one"))
                        .expect(401)
                        .code())
                .isEqualTo("credentials_invalid");
        member.post(ERASE, Map.of("currentPassword", World.PASSWORD)).expect(204);
        node.awaitCaughtUp();

        for (String trace : List.of(firstName, name, phone, account.email())) {
            assertThat(everyTable.thatHold(trace)).as(trace).isEmpty();
        }
        assertThat(replay(auditor)).contains(ERASED, account.id()).doesNotContain(firstName, name, account.email());
        assertThat(replay(platform)).contains(ERASED, account.id()).doesNotContain(firstName, name, phone);
        isValid(auditor);
        isValid(platform);
        assertThat(check(folder, before)).startsWith("0").contains("VALID");
        assertThat(check(folder, platformBefore)).startsWith("0").contains("VALID");
        byte[] after = auditor.download("/api/v1/audit/export").body();
        assertThat(check(folder, after)).startsWith("0").contains("VALID");
        assertThat(lineOf(after, "MemberAdded", account.id()))
                .as("not a byte of what was proved has changed")
                .isEqualTo(sealed);
    }

    @Test
    void whoIsErasedGetsInNowhereAnyMore() {
        account.logIn();
        Api.Answer session = node.api()
                .post("/api/v1/auth/login", Map.of("email", account.email(), "password", World.PASSWORD))
                .expect(200);
        Api self = node.api().withToken(session.text("access_token"));
        self.post(ERASE, Map.of("currentPassword", World.PASSWORD)).expect(204);

        node.api()
                .post("/api/v1/auth/login", Map.of("email", account.email(), "password", World.PASSWORD))
                .expect(401);
        node.api()
                .post("/api/v1/auth/refresh", Map.of("refresh_token", session.text("refresh_token")))
                .expect(401);
        assertThat(self.get(ME).expect(401).code()).isEqualTo("token_invalid");
        assertThat(self.post(ERASE, Map.of("currentPassword", World.PASSWORD))
                        .expect(401)
                        .code())
                .isEqualTo("token_invalid");
        world.owner()
                .post(members, Map.of("email", account.email(), "role", "VIEWER"))
                .expect(404);
    }

    @Test
    void theRecordSaysThatSomebodyWasErasedAndWhatTheyDidButNotWhoTheyWere() {
        Api member = aLifeInTheTenant();
        member.post(ERASE, Map.of("currentPassword", World.PASSWORD)).expect(204);

        JsonNode erased = await().until(() -> first(platform, "UserErased"), event -> !event.isMissingNode());
        assertThat(erased.at("/payload/userId").asString()).isEqualTo(account.id());
        assertThat(erased.at("/actor/name").asString()).isEqualTo(ERASED);
        assertThat(first(platform, "UserDetailsChanged").at("/payload/phone").asString())
                .isEqualTo(ERASED);
        JsonNode left =
                await().until(() -> events(auditor, "type=MemberRemoved").path(0), event -> !event.isMissingNode());
        assertThat(left.at("/payload/userId").asString()).isEqualTo(account.id());
        JsonNode ticket = events(auditor, "type=TicketOpened").path(0);
        assertThat(ticket.at("/actor/id").asString()).isEqualTo(account.id());
        assertThat(ticket.at("/actor/name").asString()).isEqualTo(ERASED);
        JsonNode membership = auditor.get("/api/v1/audit/state?type=MEMBERSHIP&id=" + account.id())
                .expect(200)
                .json();
        assertThat(membership.path("removed").asBoolean()).isTrue();
        assertThat(membership.path("name").asString()).isEqualTo(ERASED);
        assertThat(membership.path("email").asString()).isEqualTo(ERASED);
        assertThat(world.owner().get(members).expect(200).response().body()).doesNotContain(account.id());
    }

    @Test
    void aMailboxInAChannelIsForgottenTooAndAChannelWithoutAnyOtherGoes() {
        String alone = channel(List.of(account.email()));
        String shared = channel(List.of(account.email(), "kitchen-" + unique + "@test.example"));
        world.owner()
                .post("/api/v1/notification-channels/" + alone + "/test", null)
                .expect(200);
        await().until(() -> !ledger(alone).isEmpty());
        assertThat(ledger(alone).path(0).path("address").asString()).contains("***");

        platform.send("DELETE", "/api/v1/accounts/" + account.id(), null).expect(204);

        world.owner().get("/api/v1/notification-channels/" + alone).expect(404);
        assertThat(world.owner()
                        .get("/api/v1/notification-channels/" + shared)
                        .expect(200)
                        .response()
                        .body())
                .doesNotContain("2 addresses");
        assertThat(ledger(alone).path(0).path("address").asString()).isEqualTo(ERASED);
    }

    @Test
    void aKeptAnswerIsForgottenWithWhomItIsAbout() {
        Api repeating = world.owner().with("Idempotency-Key", "add-" + unique);
        Map<String, Object> request = Map.of("email", account.email(), "role", "VIEWER");
        repeating.post(members, request).expect(201);
        assertThat(repeating.post(members, request).expect(201).header("Idempotency-Replayed"))
                .isEqualTo("true");

        platform.send("DELETE", "/api/v1/accounts/" + account.id(), null).expect(204);

        repeating.post(members, request).expect(404);
    }

    @Test
    void platformStaffErasesOthersOnceAndNobodyElseDoes() {
        String path = "/api/v1/accounts/" + account.id();
        assertThat(world.owner().send("DELETE", path, null).expect(403).code()).isEqualTo("forbidden");
        account.logIn().get(ME).expect(200);

        assertThat(platform.send("DELETE", path, null).expect(204).header("X-Position"))
                .isNotEmpty();
        assertThat(platform.send("DELETE", path, null).expect(204).header("X-Position"))
                .isEmpty();
        platform.send("DELETE", "/api/v1/accounts/" + UUID.randomUUID(), null).expect(404);
    }

    @Test
    void nobodyIsErasedWithoutWhomATenantWouldHaveNoOwner() {
        world.owner()
                .post(members, Map.of("email", account.email(), "role", "VIEWER"))
                .expect(201);
        assertThat(world.owner()
                        .post(ERASE, Map.of("currentPassword", World.PASSWORD))
                        .expect(409)
                        .code())
                .isEqualTo("last_owner");
        assertThat(world.owner().get(ME).expect(200).json().path("memberships")).hasSize(1);

        world.owner()
                .send("PUT", members + "/" + account.id(), Map.of("role", "OWNER"))
                .expect(200);
        world.owner().post(ERASE, Map.of("currentPassword", World.PASSWORD)).expect(204);
    }

    @Test
    void peopleCorrectWhatIsKnownOfThem() {
        Api self = account.logIn();
        Map<String, Object> details = Map.of("name", name, "phone", phone);
        Api.Answer changed = self.send("PUT", ME, details).expect(200);
        assertThat(changed.text("name")).isEqualTo(name);
        assertThat(changed.text("phone")).isEqualTo(phone);
        self.send("PUT", ME, details).expect(200);
        assertThat(self.get(ME).text("phone")).isEqualTo(phone);

        assertThat(self.send("PUT", ME, Map.of("name", name, "phone", "call me"))
                        .expect(400)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("phone");
        self.send("PUT", ME, Map.of("name", name)).expect(200);
        assertThat(self.get(ME).expect(200).text("phone")).isNotEqualTo(phone);
        node.awaitCaughtUp();
        assertThat(events(platform, "type=UserDetailsChanged&actorId=" + account.id()))
                .as("repeating it changes nothing")
                .hasSize(2);
    }

    /** Invited, there, and leaving traces. */
    private Api aLifeInTheTenant() {
        world.owner()
                .with("Idempotency-Key", "invite-" + unique)
                .post(members, Map.of("email", account.email(), "role", "OPERATOR"))
                .expect(201);
        Api member = account.logIn();
        member.with("Idempotency-Key", "me-" + unique)
                .send("PUT", ME, Map.of("name", name, "phone", phone))
                .expect(200);
        member.post("/api/v1/tickets", Map.of("title", "The door does not close"))
                .expect(201);
        return member;
    }

    private String channel(List<String> addresses) {
        return world.owner()
                .post(
                        "/api/v1/notification-channels",
                        Map.of("name", "Mail", "type", "EMAIL", "addresses", addresses, "concerned", false))
                .expect(201)
                .text("id");
    }

    private JsonNode ledger(String channel) {
        return world.owner()
                .get("/api/v1/notifications?channel=" + channel)
                .expect(200)
                .json()
                .path("items");
    }

    private static String replay(Api reader) {
        return reader.get("/api/v1/audit/replay").expect(200).response().body();
    }

    private static void isValid(Api reader) {
        JsonNode verdict = reader.get("/api/v1/audit/verify").expect(200).json();
        assertThat(verdict.path("valid").asBoolean()).as(verdict.toString()).isTrue();
    }

    /** About this test's person. */
    private JsonNode first(Api reader, String type) {
        return events(reader, "limit=1000&type=" + type)
                .valueStream()
                .filter(event -> event.at("/payload/userId").asString().equals(account.id()))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }

    private static JsonNode events(Api reader, String question) {
        return reader.get("/api/v1/audit/events?" + question).expect(200).json().path("items");
    }

    private static String check(Path folder, byte[] pack) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "pack", ".zip"), pack);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code = VerifyExport.run(List.of(file.toString()), new PrintStream(printed, true, StandardCharsets.UTF_8));
        return code + "\n" + printed.toString(StandardCharsets.UTF_8);
    }

    /** The event of this type about this person, as the pack holds it. */
    private static String lineOf(byte[] pack, String type, String userId) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("events.ndjson")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.contains(type) && line.contains(userId))
                            .findFirst()
                            .orElseThrow();
                }
            }
        }
        throw new IOException("The pack holds no events");
    }
}
