package io.atalaya.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;

/** Read models follow from the logs: forgotten and read again, or read twice, they are the same. */
class ReplayTest {
    private static final Map<String, List<String>> TABLES = Map.of(
            "tenants", List.of("tenant_view"),
            "sites", List.of("site_view"),
            "assets", List.of("asset_view"),
            "devices", List.of("device_view", "device_uptime"),
            "rules", List.of("rule_view"),
            "alerts", List.of("alert_view"),
            "tickets", List.of("ticket_view", "ticket_attachment_view"),
            "audit", List.of("audit_event", "audit_link"),
            "readings", List.of("reading", "reading_latest", "reading_bucket", "device_seen"));

    @Test
    void aReplayAndASecondReadingGiveTheSameRows() {
        try (Node node = Node.start(
                TestPostgres.freshDatabase(),
                Map.of(
                        "atalaya.alerting.escalate-after", "PT1S",
                        "atalaya.devices.offline-after", "PT0.5S",
                        "atalaya.devices.sweep-every", "PT0.2S"))) {
            live(World.on(node));
            Map<String, String> lived = settled(node);
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
        }
    }

    private static void live(World world) {
        String site = world.site("Site");
        World.Device device = world.deviceAt(site);
        world.owner()
                .post("/api/v1/assets", Map.of("name", "A", "type", "COLD_CELL", "siteId", site))
                .expect(201);
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
        world.tooWarmRule(device);
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
        String mistake = technician
                .api()
                .upload(path + "/attachments", "mistake.txt", note)
                .expect(201)
                .header("Location");
        technician.api().send("DELETE", mistake, null).expect(204);
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
        // Nothing more happens once it is silent.
        await().until(() -> world.owner()
                .get("/api/v1/devices/" + device.id() + "/status")
                .text("status")
                .equals("OFFLINE"));
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
}
