package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sites, and members who may act on some of them only. */
class SitesTest {
    private final World world = World.on(Node.shared());
    private final Api owner = world.owner();
    private final String kitchen = site("Kitchen");
    private final String cellar = site("Cellar");

    @Test
    void aSiteChanges() {
        Api.Answer changed = owner.send("PUT", path(kitchen), Map.of("name", "New kitchen", "timezone", "Europe/Oslo"))
                .expect(200);
        assertThat(changed.text("name")).isEqualTo("New kitchen");

        JsonNode read = owner.with("X-Min-Position", changed.header("X-Position"))
                .get(path(kitchen))
                .expect(200)
                .json();
        assertThat(read.path("name").asString()).isEqualTo("New kitchen");
        assertThat(read.path("timezone").asString()).isEqualTo("Europe/Oslo");
        owner.send("PUT", path(kitchen), Map.of("name", "")).expect(400);
        owner.send("PUT", path(kitchen), Map.of("name", "x", "timezone", "Nowhere"))
                .expect(400);
        owner.send("PUT", path(UUID.randomUUID().toString()), Map.of("name", "x"))
                .expect(404);
    }

    @Test
    void changesThatComeAtTheSameTimeShareTransactionsAndEachIsAnsweredForItself() {
        List<String> sites = new ArrayList<>();
        for (int number = 0; number < 16; number++) {
            sites.add(site("Site " + number));
        }
        AtomicInteger round = new AtomicInteger();

        await().until(() -> {
            String name = "Round " + round.incrementAndGet();
            List<CompletableFuture<Api.Answer>> answers = sites.stream()
                    .map(site -> inParallel(() -> owner.send("PUT", path(site), Map.of("name", name))))
                    .toList();
            String unknown = path(UUID.randomUUID().toString());
            CompletableFuture<Api.Answer> refused = inParallel(() -> owner.send("PUT", unknown, Map.of("name", name)));

            refused.join().expect(404);
            for (int i = 0; i < sites.size(); i++) {
                long position = Long.parseLong(answers.get(i).join().expect(200).header("X-Position"));
                assertThat(Node.shared()
                                .jdbc()
                                .sql("select aggregate_identifier from domain_event where global_index = " + position)
                                .query(String.class)
                                .single())
                        .isEqualTo(sites.get(i));
            }
            return Node.shared()
                            .jdbc()
                            .sql("select count(distinct xmin::text) from domain_event"
                                    + " where aggregate_identifier = any(:sites)"
                                    + " and convert_from(payload, 'UTF8') like :name")
                            .param("sites", sites.toArray(String[]::new))
                            .param("name", "%" + name + "%")
                            .query(Integer.class)
                            .single()
                    < sites.size();
        });
    }

    private static CompletableFuture<Api.Answer> inParallel(Supplier<Api.Answer> request) {
        return CompletableFuture.supplyAsync(request, task -> Thread.ofVirtual().start(task));
    }

    @Test
    void anEmptySiteIsRemovedAndThenNotThereAnyMore() {
        Api.Answer removed = owner.send("DELETE", path(kitchen), null).expect(204);

        Api later = owner.with("X-Min-Position", removed.header("X-Position"));
        later.get(path(kitchen)).expect(404);
        assertThat(later.get("/api/v1/sites").expect(200).json().path("items").size())
                .isEqualTo(1);
        owner.send("DELETE", path(kitchen), null).expect(404);
        owner.send("PUT", path(kitchen), Map.of("name", "x")).expect(404);
        owner.get(path(kitchen) + "/members").expect(404);
        assertThat(owner.post("/api/v1/assets", Map.of("name", "A", "type", "COLD_CELL", "siteId", kitchen))
                        .expect(400)
                        .code())
                .isEqualTo("reference_not_found");
    }

    @Test
    void aSiteWhereSomethingStandsStays() {
        owner.post("/api/v1/assets", Map.of("name", "A", "type", "COLD_CELL", "siteId", kitchen))
                .expect(201);
        owner.post("/api/v1/devices", Map.of("name", "D", "type", "SENSOR", "serialNumber", "1", "siteId", cellar))
                .expect(201);
        for (String site : List.of(kitchen, cellar)) {
            assertThat(owner.send("DELETE", path(site), null).expect(409).code())
                    .isEqualTo("site_in_use");
            await().until(() -> owner.get(path(site)).status() == 200);
        }
    }

    @Test
    void aMemberWhoIsLimitedToASiteSeesThatOneOnly() {
        World.Account account = limitedTo(kitchen);
        Api member = account.logIn();
        await().until(() -> owner.get(path(cellar)).status() == 200);

        assertThat(member.get("/api/v1/sites").expect(200).json().path("items").size())
                .isEqualTo(1);
        member.get(path(kitchen)).expect(200);
        assertThat(member.get(path(cellar)).expect(404).code()).isEqualTo("not_found");
        member.get(path(cellar) + "/members").expect(404);
    }

    @Test
    void sitesAreGivenAndTaken() {
        World.Account account = limitedTo(kitchen);
        assertThat(members(cellar)).doesNotContain(account.id());

        owner.post(path(cellar) + "/members", Map.of("email", account.email())).expect(201);

        assertThat(members(cellar)).contains(account.id());
        Api member = account.logIn();
        await().until(() -> member.get(path(cellar)).status() == 200);

        owner.send("DELETE", path(kitchen) + "/members/" + account.id(), null).expect(204);
        assertThat(members(kitchen)).doesNotContain(account.id());
        member.get(path(kitchen)).expect(404);
        owner.send("DELETE", path(kitchen) + "/members/" + account.id(), null).expect(404);
    }

    @Test
    void takingTheLastSiteDoesNotGiveAll() {
        World.Account account = limitedTo(kitchen);
        assertThat(owner.send("DELETE", path(kitchen) + "/members/" + account.id(), null)
                        .expect(409)
                        .code())
                .isEqualTo("last_site");
    }

    @Test
    void whoHasAllSitesIsListedEverywhereAndKeepsThem() {
        String everywhere = world.memberWithId(Role.OPERATOR).id();
        assertThat(members(kitchen)).contains(everywhere);
        owner.post(path(kitchen) + "/members", Map.of("userId", everywhere)).expect(201);
        assertThat(members(cellar)).contains(everywhere);
        assertThat(owner.send("DELETE", path(kitchen) + "/members/" + everywhere, null)
                        .expect(409)
                        .code())
                .isEqualTo("member_has_all_sites");
    }

    @Test
    void onlyMembersOfTheTenantAreGivenASite() {
        World.Account stranger = world.account("Stranger");
        owner.post(path(kitchen) + "/members", Map.of("userId", stranger.id())).expect(404);
        owner.post(path(kitchen) + "/members", Map.of("email", "nobody@test.example"))
                .expect(404);
        owner.post(path(kitchen) + "/members", Map.of()).expect(400);
        owner.send("DELETE", path(kitchen) + "/members/" + stranger.id(), null).expect(404);
    }

    @Test
    void toAnotherTenantTheSiteDoesNotExist() {
        World other = World.on(Node.shared());
        Api stranger = other.owner();
        String theirs = other.memberWithId(Role.VIEWER).id();
        stranger.send("PUT", path(kitchen), Map.of("name", "x")).expect(404);
        stranger.send("DELETE", path(kitchen), null).expect(404);
        stranger.get(path(kitchen) + "/members").expect(404);
        stranger.post(path(kitchen) + "/members", Map.of("userId", theirs)).expect(404);
        stranger.send("DELETE", path(kitchen) + "/members/" + theirs, null).expect(404);
        await().until(() -> owner.get(path(kitchen)).status() == 200);
    }

    @Test
    void whoMayNotManageIsForbidden() {
        Api engineer = world.member(Role.ENGINEER);
        engineer.send("PUT", path(kitchen), Map.of("name", "x")).expect(403);
        engineer.send("DELETE", path(kitchen), null).expect(403);
        engineer.get(path(kitchen) + "/members").expect(403);
        engineer.post(path(kitchen) + "/members", Map.of("userId", UUID.randomUUID()))
                .expect(403);
    }

    private World.Account limitedTo(String site) {
        World.Account account = world.account("Limited");
        owner.post(
                        "/api/v1/tenants/" + world.tenantId() + "/members",
                        Map.of("userId", account.id(), "role", "OPERATOR", "siteIds", List.of(site)))
                .expect(201);
        return account;
    }

    private String site(String name) {
        return owner.post("/api/v1/sites", Map.of("name", name)).expect(201).text("id");
    }

    private static String path(String site) {
        return "/api/v1/sites/" + site;
    }

    private String members(String site) {
        return owner.get(path(site) + "/members").expect(200).response().body();
    }
}
