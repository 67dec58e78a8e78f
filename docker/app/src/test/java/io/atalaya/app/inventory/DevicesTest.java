package io.atalaya.app.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DevicesTest {
    private final World world = World.on(Node.shared());
    private final Api owner = world.owner();

    @Test
    void whatIsKnownOfADeviceIsReplaced() {
        World.Device device = world.device("SN-1");
        String site = world.site("Kitchen");
        String asset = owner.post("/api/v1/assets", Map.of("name", "Cell", "type", "COLD_CELL"))
                .text("id");
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "name", "Freezer, left",
                "type", "FREEZER",
                "serialNumber", "SN-2",
                "protocol", "MQTT",
                "siteId", site,
                "assetId", asset,
                "area", "North",
                "location", "Door",
                "config", Map.of("interval", 30),
                "revision", 1));
        all.put("connectionString", "tcp://gateway");
        all.put("metadata", Map.of("owner", "chef"));
        all.put("firmwareVersion", "1.4");

        Api engineer = world.member(Role.ENGINEER);
        Api.Answer changed = engineer.send("PUT", path(device), all).expect(200);

        JsonNode read = seen(changed).get(path(device)).expect(200).json();
        all.remove("revision");
        all.forEach((field, value) -> assertThat(read.path(field).toString())
                .as(field)
                .isEqualTo(value instanceof String text ? '"' + text + '"' : json(value)));
        assertThat(read.path("revision").asInt()).isEqualTo(2);
        assertThat(engineer.send("PUT", path(device), with(all, "revision", 1, "name", "Else"))
                        .expect(409)
                        .code())
                .isEqualTo("device_revision_outdated");
        device.report(4).expect(202);
        for (String filter : List.of("type=FREEZER", "area=North", "site=" + site, "asset=" + asset)) {
            assertThat(ids(seen(changed), filter)).as(filter).containsExactly(device.id());
        }
        assertThat(ids(seen(changed), "type=COLD_CELL_SENSOR")).isEmpty();
    }

    @Test
    void aSerialNumberIsTakenAndFreedByAChange() {
        World.Device first = world.device("SN-1");
        World.Device second = world.device("SN-2");
        Api.Answer refused = owner.send("PUT", path(second), form("SN-1")).expect(409);
        assertThat(refused.code()).isEqualTo("serial_number_taken");

        owner.send("PUT", path(first), form("SN-3")).expect(200);
        owner.send("PUT", path(second), form("SN-1")).expect(200);
        first.report(4).expect(202);
    }

    @Test
    void aDeviceReportsThroughNothingThatReportsThroughIt() {
        World.Device gateway = world.device();
        World.Device between = world.device();
        World.Device sensor = world.device();
        behind(sensor, between).expect(200);
        behind(between, gateway).expect(200);
        for (Api.Answer answer : List.of(behind(gateway, sensor), behind(gateway, gateway))) {
            assertThat(answer.expect(409).code()).isEqualTo("parent_cycle");
        }
        assertThat(owner.send("DELETE", path(between), null).expect(409).code()).isEqualTo("device_in_use");
        owner.send("DELETE", path(sensor), null).expect(204);
        owner.send("DELETE", path(between), null).expect(204);
        assertThat(behind(gateway, between).expect(409).code()).isEqualTo("device_retired");
    }

    @Test
    void maintenanceIsSetAndLiftedByEngineers() {
        World.Device device = world.device();
        Api engineer = world.member(Role.ENGINEER);
        Map<String, Object> form = form(device.serialNumber());
        assertThat(world.member(Role.OPERATOR)
                        .send("PUT", path(device), with(form, "status", "MAINTENANCE"))
                        .expect(403)
                        .code())
                .isEqualTo("forbidden");

        Api.Answer began = engineer.send("PUT", path(device), with(form, "status", "MAINTENANCE"))
                .expect(200);
        assertThat(status(seen(began), device)).isEqualTo("MAINTENANCE");
        assertThat(ids(seen(began), "status=MAINTENANCE")).containsExactly(device.id());
        assertThat(ids(seen(began), "status=OFFLINE")).isEmpty();
        device.report(4).expect(202);
        Api.Answer ended = engineer.send("PUT", path(device), with(form, "status", "ONLINE"))
                .expect(200);
        await().until(() -> status(seen(ended), device), "ONLINE"::equals);
        owner.send("PUT", path(device), with(form, "status", "BROKEN")).expect(400);
    }

    @Test
    void nobodyIsToldOfADeviceThatIsWorkedOn() {
        World.Device device = world.device();
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();

        Map<String, Object> form = form(device.serialNumber());
        owner.send("PUT", path(device), with(form, "status", "MAINTENANCE")).expect(200);
        awaitSuppression(alert, "MAINTENANCE");
        owner.send("PUT", path(device), with(form, "status", "ONLINE")).expect(200);
        awaitSuppression(alert, "NONE");
    }

    @Test
    void anAlertOfADeviceThatIsMovedIntoMaintenanceIsQuietUntilItIsMovedAway() {
        String site = world.site("Being rebuilt");
        Instant now = Node.shared().bean(Clock.class).instant();
        owner.post(
                        "/api/v1/maintenance-windows",
                        Map.of("siteId", site, "from", now, "to", now.plusSeconds(3600), "reason", "New floor"))
                .expect(201);
        World.Device device = world.device();
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();

        Map<String, Object> form = form(device.serialNumber());
        owner.send("PUT", path(device), with(form, "siteId", site)).expect(200);
        awaitSuppression(alert, "MAINTENANCE");
        owner.send("PUT", path(device), form).expect(200);
        awaitSuppression(alert, "NONE");
    }

    @Test
    void theAlertsOfARetiredDeviceAreOver() {
        World.Device device = world.device();
        world.rule(Map.of("deviceType", "COLD_CELL_SENSOR"));
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");

        owner.send("DELETE", path(device), null).expect(204);

        world.awaitAlert(device, "RESOLVED");
    }

    private void awaitSuppression(String alert, String suppression) {
        await().until(() -> owner.get("/api/v1/alerts/" + alert).text("suppression"), suppression::equals);
    }

    @Test
    void aRetiredDeviceReportsNoMoreAndLeavesItsNameToAnother() {
        World.Device device = world.device("SN-1");
        device.report(4).expect(202);
        await().untilAsserted(() -> assertThat(status(owner, device)).isEqualTo("ONLINE"));
        Api tenantKey = Node.shared()
                .api()
                .with(
                        "X-API-Key",
                        owner.post("/api/v1/api-keys", Map.of("name", "All", "permissions", List.of("WRITE")))
                                .expect(201)
                                .text("apiKey"));

        Api.Answer retired = owner.send("DELETE", path(device), null).expect(204);
        owner.send("DELETE", path(device), null).expect(204);

        assertThat(status(seen(retired), device)).isEqualTo("RETIRED");
        assertThat(ids(seen(retired), "")).isEmpty();
        assertThat(ids(seen(retired), "status=RETIRED")).containsExactly(device.id());
        device.report(5).expect(401);
        Map<String, Object> reading = Map.of("readings", List.of(Map.of("metric", "temperature", "value", 5)));
        assertThat(tenantKey
                        .post(path(device) + "/readings", reading)
                        .expect(409)
                        .code())
                .isEqualTo("device_retired");
        assertThat(tenantKey
                        .post(path(device) + "/heartbeat", Map.of())
                        .expect(409)
                        .code())
                .isEqualTo("device_retired");
        assertThat(owner.post("/api/v1/api-keys", newKey(device)).expect(409).code())
                .isEqualTo("device_retired");
        assertThat(items(owner, path(device) + "/readings")).hasSize(1);

        World.Device successor = world.device("SN-1");
        successor.report(6).expect(202);
        assertThat(owner.send("PUT", path(device), with(form("SN-1"), "status", "OFFLINE"))
                        .expect(409)
                        .code())
                .isEqualTo("serial_number_taken");
    }

    @Test
    void aRetiredDeviceComesBackWithANewKeyAndIsOnlineAtOnce() {
        World.Device device = world.device("SN-1");
        device.report(4).expect(202);
        await().untilAsserted(() -> assertThat(status(owner, device)).isEqualTo("ONLINE"));
        owner.send("PUT", path(device), with(form("SN-1"), "status", "RETIRED")).expect(200);
        assertThat(owner.send("PUT", path(device), with(form("SN-1"), "name", "Else"))
                        .expect(409)
                        .code())
                .isEqualTo("device_retired");

        Api.Answer back = owner.send("PUT", path(device), with(form("SN-1"), "status", "OFFLINE"))
                .expect(200);

        assertThat(status(seen(back), device)).isEqualTo("OFFLINE");
        device.report(4).expect(401);
        String key = owner.post("/api/v1/api-keys", newKey(device)).expect(201).text("apiKey");
        World.Device again =
                new World.Device(device.id(), "SN-1", key, Node.shared().api().with("X-API-Key", key));
        again.report(4).expect(202);
        await().until(() -> status(owner, device), "ONLINE"::equals);
    }

    @Test
    void aDeviceTakesItsAlertsTicketsMaintenanceAndRulesAlongWhenItMoves() {
        String here = world.site("Here");
        String there = world.site("There");
        World.Device device = world.deviceAt(here);
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        String ticket = owner.post("/api/v1/tickets", Map.of("title", "Look", "deviceId", device.id()))
                .expect(201)
                .text("id");
        Instant tomorrow = Node.shared().bean(Clock.class).instant().plusSeconds(86_400);
        String maintenance = owner.post(
                        "/api/v1/maintenance-windows",
                        Map.of(
                                "deviceId",
                                device.id(),
                                "from",
                                tomorrow,
                                "to",
                                tomorrow.plusSeconds(3600),
                                "reason",
                                "Cleaning"))
                .expect(201)
                .text("id");
        Api local = world.memberOf(Role.OPERATOR, here);
        Api distant = world.memberOf(Role.OPERATOR, there);
        List<String> things = List.of(
                "/api/v1/alerts/" + alert,
                "/api/v1/tickets/" + ticket,
                "/api/v1/maintenance-windows/" + maintenance,
                path(device));
        await().untilAsserted(() -> things.forEach(thing -> local.get(thing).expect(200)));

        owner.send("PUT", path(device), with(form(device.serialNumber()), "siteId", there))
                .expect(200);

        await().untilAsserted(() -> things.forEach(thing -> {
            distant.get(thing).expect(200);
            local.get(thing).expect(404);
        }));
        await().until(() -> items(distant, "/api/v1/rules").size() == 1);
        assertThat(items(local, "/api/v1/rules")).isEmpty();
        distant.post("/api/v1/alerts/" + alert + "/acknowledge", null).expect(200);
        assertThat(distant.get("/api/v1/devices/" + device.id() + "/readings/latest")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void rulesForATypeCoverADeviceFromTheMomentItIsOfThatType() {
        World.Device warm = world.device();
        World.Device cold = world.device();
        world.rule(Map.of("deviceType", "FREEZER"));
        warm.report(9).expect(202);
        cold.report(3).expect(202);
        for (World.Device device : List.of(warm, cold)) {
            owner.send("PUT", path(device), with(form(device.serialNumber()), "type", "FREEZER"))
                    .expect(200);
        }
        cold.report(10).expect(202);
        assertThat(world.awaitAlert(cold, "ACTIVE").path("value").asDouble()).isEqualTo(10);
        assertThat(world.awaitAlert(warm, "ACTIVE").path("value").asDouble())
                .as("how it stands counts too")
                .isEqualTo(9);
    }

    @Test
    void membersOfASiteMoveDevicesWithinTheirSitesOnly() {
        String here = world.site("Here");
        String there = world.site("There");
        World.Device device = world.deviceAt(here);
        World.Device elsewhere = world.deviceAt(there);
        Api engineer = world.memberOf(Role.ENGINEER, here);
        Map<String, Object> form = form(device.serialNumber());
        assertThat(engineer.send("PUT", path(device), with(form, "siteId", there))
                        .expect(400)
                        .code())
                .isEqualTo("reference_not_found");
        engineer.send("PUT", path(device), form).expect(400);
        engineer.send("PUT", path(device), with(form, "siteId", here)).expect(200);
        engineer.send("PUT", path(elsewhere), with(form(elsewhere.serialNumber()), "siteId", here))
                .expect(404);
        engineer.send("DELETE", path(elsewhere), null).expect(404);
        engineer.send("DELETE", path(device), null).expect(204);
    }

    private static Map<String, Object> newKey(World.Device device) {
        return Map.of("name", "New", "deviceId", device.id(), "permissions", List.of("WRITE"));
    }

    private Api.Answer behind(World.Device device, World.Device gateway) {
        return owner.send("PUT", path(device), with(form(device.serialNumber()), "parentId", gateway.id()));
    }

    private Api seen(Api.Answer change) {
        return owner.with("X-Min-Position", change.header("X-Position"));
    }

    private static String status(Api reader, World.Device device) {
        return reader.get(path(device)).expect(200).text("status");
    }

    private static List<String> ids(Api reader, String filter) {
        return items(reader, "/api/v1/devices?" + filter).stream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private static List<JsonNode> items(Api reader, String path) {
        return reader.get(path).expect(200).json().path("items").valueStream().toList();
    }

    private static String path(World.Device device) {
        return "/api/v1/devices/" + device.id();
    }

    private static Map<String, Object> form(String serialNumber) {
        return Map.of("name", "Freezer", "type", "COLD_CELL_SENSOR", "serialNumber", serialNumber);
    }

    private static Map<String, Object> with(Map<String, Object> form, Object... fields) {
        Map<String, Object> more = new LinkedHashMap<>(form);
        for (int index = 0; index < fields.length; index += 2) {
            more.put((String) fields[index], fields[index + 1]);
        }
        return more;
    }

    private static String json(Object value) {
        return new tools.jackson.databind.ObjectMapper().writeValueAsString(value);
    }
}
