package io.atalaya.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant with the same on two sites, and on none; and members who are limited to one of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteScopesTest {
    private static final List<String> KINDS = List.of("devices", "assets", "rules", "alerts", "tickets");

    private final World world = World.on(Node.shared());
    private final Api owner = world.owner();
    private final Place kitchen = furnished(world.site("Kitchen"));
    private final Place cellar = furnished(world.site("Cellar"));
    private final World.Device homeless = world.device();
    private final String everywhere = world.rule(Map.of("deviceType", "PUMP"));

    @BeforeAll
    void allOfItCanBeRead() {
        for (Place place : List.of(kitchen, cellar)) {
            place.paths()
                    .forEach(path ->
                            await().alias(path).until(() -> owner.get(path).status() == 200));
        }
        await().until(() -> owner.get("/api/v1/devices/" + homeless.id()).status() == 200);
        await().until(() -> owner.get("/api/v1/rules/" + everywhere).status() == 200);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGINEER", "TECHNICIAN", "OPERATOR"})
    void aLimitedMemberReadsWhatStandsOnTheirSiteAndNothingElse(Role role) {
        Api member = world.memberOf(role, kitchen.site());
        for (String path : kitchen.paths()) {
            member.get(path).expect(200);
        }
        for (String path : cellar.paths()) {
            assertThat(member.get(path).expect(404).code()).as(path).isEqualTo("not_found");
        }
        member.get("/api/v1/devices/" + homeless.id()).expect(404);
        member.get("/api/v1/devices/" + homeless.id() + "/status").expect(404);
        member.get("/api/v1/devices/" + homeless.id() + "/readings/latest").expect(404);
    }

    @Test
    void listsHoldWhatStandsOnTheMembersSites() {
        Api member = world.memberOf(Role.OPERATOR, kitchen.site());
        Api both = world.memberOf(Role.OPERATOR, kitchen.site(), cellar.site());
        for (String kind : KINDS) {
            assertThat(ids(member, "/api/v1/" + kind))
                    .as(kind)
                    .contains(kitchen.id(kind))
                    .doesNotContain(cellar.id(kind), homeless.id());
            assertThat(ids(both, "/api/v1/" + kind))
                    .as(kind)
                    .contains(kitchen.id(kind), cellar.id(kind))
                    .doesNotContain(homeless.id());
            assertThat(ids(owner, "/api/v1/" + kind)).as(kind).contains(kitchen.id(kind), cellar.id(kind));
        }
        assertThat(ids(owner, "/api/v1/devices")).contains(homeless.id());
    }

    @Test
    void listsAreFilteredBySitePageByPage() {
        World.Device second = world.deviceAt(cellar.site());
        await().until(() -> owner.get("/api/v1/devices/" + second.id()).status() == 200);
        Api member = world.memberOf(Role.OPERATOR, cellar.site());

        assertThat(ids(member, "/api/v1/devices?limit=1"))
                .containsExactly(second.id(), cellar.device().id());
        assertThat(ids(member, "/api/v1/devices?site=" + kitchen.site())).isEmpty();
        assertThat(ids(member, "/api/v1/alerts?site=" + kitchen.site())).isEmpty();
        assertThat(ids(owner, "/api/v1/alerts?limit=1&site=" + cellar.site())).containsExactly(cellar.alert());
    }

    @Test
    void tenantWideRulesAreReadButNotMadeByLimitedMembers() {
        Api engineer = world.memberOf(Role.ENGINEER, kitchen.site());
        engineer.get("/api/v1/rules/" + everywhere).expect(200);
        assertThat(ids(engineer, "/api/v1/rules")).contains(everywhere);

        for (Map<String, Object> scope : List.<Map<String, Object>>of(Map.of(), Map.of("deviceType", "PUMP"))) {
            assertThat(engineer.post("/api/v1/rules", World.aRule(scope))
                            .expect(403)
                            .code())
                    .isEqualTo("forbidden");
        }
        for (Map<String, Object> scope : List.<Map<String, Object>>of(
                Map.of("deviceId", cellar.device().id()),
                Map.of("assetId", cellar.asset()),
                Map.of("deviceId", homeless.id()))) {
            Api.Answer refused =
                    engineer.post("/api/v1/rules", World.aRule(scope)).expect(400);
            assertThat(refused.code()).isEqualTo("reference_not_found");
            assertThat(field(refused)).isEqualTo(scope.keySet().iterator().next());
        }
        engineer.post(
                        "/api/v1/rules",
                        World.aRule(Map.of("deviceId", kitchen.device().id())))
                .expect(201);
        engineer.post("/api/v1/rules", World.aRule(Map.of("assetId", kitchen.asset())))
                .expect(201);
    }

    @Test
    void anEngineerRegistersDevicesOnTheirSitesOnly() {
        Api engineer = world.memberOf(Role.ENGINEER, kitchen.site());
        engineer.post("/api/v1/devices", device(Map.of("siteId", kitchen.site(), "assetId", kitchen.asset())))
                .expect(201);

        Api.Answer elsewhere = engineer.post("/api/v1/devices", device(Map.of("siteId", cellar.site())))
                .expect(400);
        assertThat(elsewhere.code()).isEqualTo("reference_not_found");
        assertThat(field(elsewhere)).isEqualTo("siteId");
        Api.Answer nowhere = engineer.post("/api/v1/devices", device(Map.of())).expect(400);
        assertThat(nowhere.code()).isEqualTo("invalid_request");
        assertThat(field(nowhere)).isEqualTo("siteId");
        Api.Answer onTheirAsset = engineer.post(
                        "/api/v1/devices", device(Map.of("siteId", kitchen.site(), "assetId", cellar.asset())))
                .expect(400);
        assertThat(field(onTheirAsset)).isEqualTo("assetId");
        Api.Answer behindTheirGateway = engineer.post(
                        "/api/v1/devices",
                        device(Map.of(
                                "siteId",
                                kitchen.site(),
                                "parentId",
                                cellar.device().id())))
                .expect(400);
        assertThat(field(behindTheirGateway)).isEqualTo("parentId");
    }

    @Test
    void alertsElsewhereCannotBeHandled() {
        Api operator = world.memberOf(Role.OPERATOR, kitchen.site());
        operator.post("/api/v1/alerts/" + cellar.alert() + "/acknowledge", null).expect(404);
        operator.post("/api/v1/alerts/" + cellar.alert() + "/resolve", Map.of("note", "x", "force", true))
                .expect(404);
        // A ticket's id is no alert's.
        operator.post("/api/v1/alerts/" + kitchen.ticket() + "/acknowledge", null)
                .expect(404);
        assertThat(owner.get("/api/v1/alerts/" + cellar.alert()).expect(200).text("status"))
                .isEqualTo("ACTIVE");

        operator.post("/api/v1/alerts/" + kitchen.alert() + "/acknowledge", null)
                .expect(200);
    }

    @Test
    void ticketsElsewhereCannotBeOpenedNorWorkedOn() {
        World.Member technician = world.memberWithId(Role.TECHNICIAN, kitchen.site());
        Api api = technician.api();
        Map<String, String> me = Map.of("assigneeId", technician.id());
        assertThat(owner.post(path(cellar.ticket()) + "/assign", me).expect(409).code())
                .as("nobody else can give it to them either")
                .isEqualTo("assignee_not_on_site");
        owner.post(
                        path(cellar.ticket()) + "/assign",
                        Map.of("assigneeId", world.memberWithId(Role.TECHNICIAN).id()))
                .expect(200);
        api.post(path(cellar.ticket()) + "/assign", me).expect(404);
        api.post(path(cellar.ticket()) + "/start", null).expect(404);
        api.post(path(cellar.ticket()) + "/complete", Map.of()).expect(404);

        api.post(path(kitchen.ticket()) + "/assign", me).expect(200);
        api.post(path(kitchen.ticket()) + "/start", null).expect(200);
        api.post(path(kitchen.ticket()) + "/complete", Map.of()).expect(200);

        Api.Answer aboutNothing =
                api.post("/api/v1/tickets", Map.of("title", "x")).expect(400);
        assertThat(field(aboutNothing)).isEqualTo("deviceId");
        assertThat(api.post(
                                "/api/v1/tickets",
                                Map.of("title", "x", "deviceId", cellar.device().id()))
                        .expect(400)
                        .code())
                .isEqualTo("reference_not_found");
        api.post("/api/v1/tickets", Map.of("title", "x", "assetId", cellar.asset()))
                .expect(400);
        api.post("/api/v1/tickets", Map.of("title", "x", "assetId", kitchen.asset()))
                .expect(201);
    }

    @Test
    void aTicketStandsWhereItsDeviceOrElseItsAssetStands() {
        String byDevice = ticket(Map.of("deviceId", cellar.device().id(), "assetId", kitchen.asset()));
        String byAsset = ticket(Map.of("deviceId", homeless.id(), "assetId", kitchen.asset()));
        String nowhere = ticket(Map.of());
        Api technician = world.memberOf(Role.TECHNICIAN, kitchen.site());

        assertThat(ids(technician, "/api/v1/tickets")).contains(byAsset).doesNotContain(byDevice, nowhere);
        String assignee = world.memberWithId(Role.TECHNICIAN).id();
        for (String hidden : List.of(byDevice, nowhere)) {
            technician
                    .post(path(hidden) + "/assign", Map.of("assigneeId", assignee))
                    .expect(404);
        }
        technician
                .post(path(byAsset) + "/assign", Map.of("assigneeId", assignee))
                .expect(200);
    }

    @Test
    void whatConcernsTheWholeTenantIsNotForLimitedMembers() {
        // Before auditors had all sites, one could be limited: the membership is still there.
        World.Member auditor = world.memberWithId(Role.AUDITOR);
        Node.shared()
                .jdbc()
                .sql("update membership set site_ids = array[:site::uuid] where user_id = :user::uuid")
                .param("site", kitchen.site())
                .param("user", auditor.id())
                .update();
        await().until(() -> auditor.api().get("/api/v1/audit/events").status() == 403);
        auditor.api().get("/api/v1/api-keys").expect(403);
        auditor.api().get("/api/v1/tenants/" + world.tenantId() + "/members").expect(403);
        auditor.api().get("/api/v1/tenants/" + world.tenantId()).expect(200);
        assertThat(ids(auditor.api(), "/api/v1/devices"))
                .doesNotContain(cellar.device().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWNER", "AUDITOR"})
    void whoSeesTheWholeTenantCannotBeLimited(String role) {
        Api.Answer refused = owner.post(
                        "/api/v1/tenants/" + world.tenantId() + "/members",
                        Map.of(
                                "userId",
                                world.account("Somebody").id(),
                                "role",
                                role,
                                "siteIds",
                                List.of(kitchen.site())))
                .expect(400);
        assertThat(field(refused)).isEqualTo("siteIds");
    }

    private Place furnished(String site) {
        World.Device device = world.deviceAt(site);
        String asset = owner.post("/api/v1/assets", Map.of("name", "A", "type", "COLD_CELL", "siteId", site))
                .expect(201)
                .text("id");
        String rule = world.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        return new Place(site, device, asset, rule, alert, ticket(Map.of("deviceId", device.id())));
    }

    private String ticket(Map<String, String> about) {
        Map<String, String> request = new LinkedHashMap<>(about);
        request.put("title", "Look at it");
        String id = owner.post("/api/v1/tickets", request).expect(201).text("id");
        await().until(() -> owner.get(path(id)).status() == 200);
        return id;
    }

    private static String path(String ticket) {
        return "/api/v1/tickets/" + ticket;
    }

    private static Map<String, String> device(Map<String, String> more) {
        Map<String, String> request = new LinkedHashMap<>(more);
        request.put("name", "D");
        request.put("type", "SENSOR");
        request.put("serialNumber", UUID.randomUUID().toString());
        return request;
    }

    private static String field(Api.Answer refused) {
        return refused.json().path("errors").path(0).path("field").asString();
    }

    /** Of all pages. */
    private static List<String> ids(Api api, String list) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            var page = api.get(list + (list.contains("?") ? "&" : "?") + cursor)
                    .expect(200)
                    .json();
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            cursor = page.path("nextCursor").isString()
                    ? "cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    /** A site and what stands there. */
    private record Place(String site, World.Device device, String asset, String rule, String alert, String ticket) {
        String id(String kind) {
            return switch (kind) {
                case "devices" -> device.id();
                case "assets" -> asset;
                case "rules" -> rule;
                case "alerts" -> alert;
                case "tickets" -> ticket;
                default -> throw new IllegalArgumentException(kind);
            };
        }

        List<String> paths() {
            List<String> paths = new ArrayList<>();
            KINDS.forEach(kind -> paths.add("/api/v1/" + kind + "/" + id(kind)));
            paths.add("/api/v1/sites/" + site);
            paths.add("/api/v1/devices/" + device.id() + "/readings");
            paths.add("/api/v1/devices/" + device.id() + "/readings/latest");
            return paths;
        }
    }
}
