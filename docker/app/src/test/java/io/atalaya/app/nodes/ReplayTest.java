package io.atalaya.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.operations.ReadModelTables;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;

/** Read models follow from the logs: forgotten and read again, or read twice, they are the same. */
class ReplayTest {
    private static final Map<String, List<String>> TABLES = tables();

    @Test
    void aReplayAndASecondReadingGiveTheSameRows() {
        try (Node node = Node.start(
                TestPostgres.freshDatabase(),
                Map.of(
                        "atalaya.alerting.escalate-after", "PT1S",
                        "atalaya.devices.offline-after", "PT0.5S",
                        "atalaya.devices.sweep-every", "PT0.2S"))) {
            live(node, World.on(node));
            Map<String, String> lived = settled(node);
            long events = events(node);
            assertThat(List.of("asset_view", "device_view", "rule_view", "alert_view", "ticket_view"))
                    .allSatisfy(table -> assertThat(sites(node, table)).hasSize(1));
            assertThat(lived.values()).doesNotContain("empty");
            EventProcessingConfiguration processing = node.bean(EventProcessingConfiguration.class);

            for (String name : TABLES.keySet()) {
                StreamingEventProcessor processor = processor(processing, name);
                processor.shutDown();
                processor.resetTokens();
                processor.start();
            }
            assertThat(settled(node)).as("after a replay").isEqualTo(lived);

            for (String name : TABLES.keySet()) {
                StreamingEventProcessor processor = processor(processing, name);
                processor.shutDown();
                node.jdbc()
                        .sql("update token_entry set token = null, token_type = null where processor_name = :name")
                        .param("name", name)
                        .update();
                processor.start();
            }
            assertThat(settled(node)).as("with every event handled twice").isEqualTo(lived);
            assertThat(events(node)).as("commands are not sent again").isEqualTo(events);
        }
    }

    private static long events(Node node) {
        return node.jdbc()
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }

    private static void live(Node node, World world) {
        // Its alerts would come between the others, at whatever moment the device is silent for too long.
        world.owner()
                .send("PUT", "/api/v1/rules/built-in", Map.of("type", "SENSOR_ERROR", "enabled", false))
                .expect(200);
        String site = world.site("Site");
        World.Device device = world.deviceAt(site);
        String asset = world.owner()
                .post("/api/v1/assets", Map.of("name", "A", "type", "COLD_CELL"))
                .expect(201)
                .text("id");
        world.owner()
                .send("PUT", "/api/v1/assets/" + asset, Map.of("name", "B", "type", "COLD_CELL", "siteId", site))
                .expect(200);
        String sold = world.owner()
                .post("/api/v1/assets", Map.of("name", "Sold", "type", "COLD_CELL", "siteId", site))
                .expect(201)
                .text("id");
        world.owner().send("DELETE", "/api/v1/assets/" + sold, null).expect(204);
        retireOneThatWasOnline(world, site);
        world.owner()
                .send("PUT", "/api/v1/sites/" + site, Map.of("name", "Site by another name"))
                .expect(200);
        String empty = world.owner()
                .post("/api/v1/sites", Map.of("name", "Empty"))
                .expect(201)
                .text("id");
        world.owner().send("DELETE", "/api/v1/sites/" + empty, null).expect(204);
        world.owner()
                .send("PUT", "/api/v1/tenants/" + world.tenantId(), Map.of("name", "Renamed", "retentionDays", 30))
                .expect(200);
        String rule = "/api/v1/rules/" + world.tooWarmRule(device);
        String mistake = "/api/v1/rules/" + world.rule(Map.of("deviceType", "PUMP"));
        world.owner().send("DELETE", mistake, null).expect(204);
        device.api()
                .post(
                        "/api/v1/devices/" + device.id() + "/readings",
                        Map.of("readings", List.of(power(1.5, 600), power(2.5, 0))))
                .expect(202);
        device.report("r1", 9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        String ticket =
                await().until(() -> world.owner().get("/api/v1/alerts/" + alert).text("ticketId"), id -> !id.isEmpty());
        World.Member technician = world.memberWithId(Role.TECHNICIAN);
        technician
                .api()
                .post("/api/v1/tickets/" + ticket + "/assign", Map.of("assigneeId", technician.id()))
                .expect(200);
        String path = "/api/v1/tickets/" + ticket;
        technician.api().post(path + "/start", null).expect(200);
        technician.api().post(path + "/hold", Map.of("reason", "Lunch")).expect(200);
        technician.api().post(path + "/resume", null).expect(200);
        technician
                .api()
                .send("PUT", path, Map.of("title", "Far too warm", "priority", "LOW"))
                .expect(200);
        byte[] note = "The seal is torn".getBytes(StandardCharsets.UTF_8);
        technician.api().upload(path + "/attachments", "note.txt", note).expect(201);
        String wrongFile = technician
                .api()
                .upload(path + "/attachments", "mistake.txt", note)
                .expect(201)
                .header("Location");
        technician.api().send("DELETE", wrongFile, null).expect(204);
        world.owner()
                .send(
                        "PUT",
                        "/api/v1/tenants/" + world.tenantId() + "/service-levels",
                        Map.of("autoCloseAfter", "PT24H"))
                .expect(200);
        technician.api().post("/api/v1/tickets/" + ticket + "/complete", null).expect(200);
        world.owner().post("/api/v1/alerts/" + alert + "/acknowledge", null).expect(200);
        device.report("r1", 9).expect(202);
        device.report(10).expect(202);
        device.report(3).expect(202);
        world.awaitAlert(device, "RESOLVED");
        // From here on by another rule, with its own hold time: a rebuild must not judge the past by it.
        Map<String, Object> slower = World.aRule(Map.of("deviceId", device.id(), "holdFor", "PT10M"));
        world.owner().send("PUT", rule, slower).expect(200);
        node.awaitCaughtUp();
        device.report(9.5).expect(202);
        // Nothing more happens once it is silent after that, not after what it has said before.
        node.awaitCaughtUp();
        await().until(() -> world.owner()
                .get("/api/v1/devices/" + device.id() + "/status")
                .text("status")
                .equals("OFFLINE"));
    }

    private static Map<String, Object> power(double kilowatts, int secondsAgo) {
        return Map.of(
                "metric",
                "power",
                "value",
                kilowatts,
                "unit",
                "kW",
                "measuredAt",
                Instant.now().minusSeconds(secondsAgo).toString());
    }

    private static void retireOneThatWasOnline(World world, String site) {
        World.Device device = world.deviceAt(site);
        String path = "/api/v1/devices/" + device.id();
        device.report(4).expect(202);
        await().until(() -> world.owner().get(path + "/status").text("status").equals("ONLINE"));
        world.owner()
                .send(
                        "PUT",
                        path,
                        Map.of(
                                "name", "Freezer",
                                "type", "FREEZER",
                                "serialNumber", device.serialNumber(),
                                "siteId", site,
                                "status", "MAINTENANCE"))
                .expect(200);
        world.owner().send("DELETE", path, null).expect(204);
    }

    /** A digest of each table, once every projection has handled all there is. */
    private static Map<String, String> settled(Node node) {
        node.awaitCaughtUp();
        Map<String, String> digests = new LinkedHashMap<>();
        TABLES.values().stream()
                .flatMap(List::stream)
                .sorted()
                .forEach(table -> digests.put(
                        table,
                        node.jdbc()
                                .sql("select coalesce(md5(string_agg(md5(row_text), '' order by row_text)), 'empty')"
                                        + " from (select t::text as row_text from " + table + " t) rows")
                                .query(String.class)
                                .single()));
        return digests;
    }

    private static List<UUID> sites(Node node, String table) {
        return node.jdbc()
                .sql("select distinct site_id from " + table + " where site_id is not null")
                .query(UUID.class)
                .list();
    }

    private static StreamingEventProcessor processor(EventProcessingConfiguration processing, String name) {
        return processing.eventProcessor(name, StreamingEventProcessor.class).orElseThrow();
    }

    /** Those that can be built anew beside the live ones, and those that cannot. */
    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>(ReadModelTables.OF);
        tables.remove("maintenance");
        tables.put("audit", List.of("audit_event", "audit_link"));
        tables.put("evaluation", List.of("evaluation_condition"));
        return tables;
    }
}
