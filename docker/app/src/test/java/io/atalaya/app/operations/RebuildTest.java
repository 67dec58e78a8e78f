package io.atalaya.app.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A read model is built anew while it is read and written, and what was wrong with its rows is right afterwards. */
class RebuildTest {
    private static Node node;
    private static World world;
    private static Api staff;

    @BeforeAll
    static void aTenantWithSomeHistory() {
        node = Node.start(TestPostgres.freshDatabase(), Map.of("db-scheduler.polling-interval", "100ms"));
        world = World.on(node);
        staff = node.api().logInAsAdmin();
        World.Device device = world.deviceAt(world.site("North"));
        world.tooWarmRule(device);
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");
        world.owner().post("/api/v1/tickets", Map.of("title", "Look at it")).expect(201);
        node.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenants", "sites", "assets", "devices", "rules", "alerts", "tickets", "health"})
    void whatIsBuiltAnewIsWhatWasThere(String processor) {
        Map<String, String> before = digests(processor);

        JsonNode rebuild = rebuilt(processor, false);

        assertThat(rebuild.path("phase").asString()).isEqualTo("COMPLETED");
        assertThat(rebuild.path("differences").asLong(-1)).isZero();
        assertThat(rebuild.path("events").asLong()).isPositive();
        assertThat(digests(processor)).isEqualTo(before);
    }

    /** The order to rebuild it is in it, too. */
    @Test
    void theAuditTrailIsBuiltAnewOverTheSameChain() {
        assertThat(rebuilt("audit", false).path("differences").asLong(-1)).isZero();
        assertThat(rebuilt("audit", true).path("differences").asLong(-1)).isZero();
        assertThat(world.owner()
                        .get("/api/v1/audit/verify")
                        .expect(200)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRowThatSomebodyAlteredIsFoundByACheckAndMendedByARebuild() {
        String site = world.site("South");
        node.awaitCaughtUp();
        node.jdbc()
                .sql("update site_view set name = 'Altered' where id = :id")
                .param("id", UUID.fromString(site))
                .update();

        assertThat(rebuilt("sites", true).path("differences").asLong()).isEqualTo(1);
        assertThat(name(site)).as("a check changes nothing").isEqualTo("Altered");
        assertThat(rebuilt("sites", false).path("differences").asLong()).isEqualTo(1);
        assertThat(name(site)).isEqualTo("South");
        assertThat(rebuilt("sites", true).path("differences").asLong()).isZero();
    }

    @Test
    void whatHappensMeanwhileAndAfterwardsIsInTheRowsToo() {
        staff.post("/api/v1/admin/processors/sites/rebuild", null).expect(202);
        List<String> during = List.of(world.site("During 1"), world.site("During 2"), world.site("During 3"));
        awaitEnd("sites");
        String after = world.site("After");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(during).allSatisfy(site -> assertThat(name(site)).startsWith("During"));
            assertThat(name(after)).isEqualTo("After");
        });
    }

    @Test
    void aRebuildThatWasKilledGoesOn() {
        Rebuilder rebuilder = node.bean(Rebuilder.class);
        RebuildTable table = node.bean(RebuildTable.class);
        rebuilt("tenants", false);
        node.jdbc()
                .sql("update rebuild set phase = 'RUNNING', differences = null where processor = 'tenants'")
                .update();
        long events = table.find("tenants").orElseThrow().events();
        world.owner()
                .send("PUT", "/api/v1/tenants/" + world.tenantId(), Map.of("name", "By another name"))
                .expect(200);

        rebuilder.run("tenants");

        assertThat(table.find("tenants").orElseThrow().phase()).isEqualTo(RebuildView.Phase.COMPLETED);
        assertThat(table.find("tenants").orElseThrow().events()).isBetween(events + 1, events + 20);
        assertThat(world.owner().get("/api/v1/tenants/" + world.tenantId()).text("name"))
                .isEqualTo("By another name");
    }

    @Test
    void aProcessorSaysHowItDoes() {
        JsonNode alerts = processor("alerts");

        assertThat(alerts.path("log").asString()).isEqualTo("domain");
        assertThat(alerts.path("segments")).hasSize(2);
        assertThat(alerts.path("head").asLong()).isPositive();
        assertThat(alerts.path("rebuildable").asBoolean()).isTrue();
        assertThat(processor("readings").path("log").asString()).isEqualTo("telemetry");
    }

    @Test
    void onlyReadModelsOfTheDomainLogCanBeRebuiltAndOnlyByStaff() {
        assertThat(staff.post("/api/v1/admin/processors/escalation/rebuild", null)
                        .expect(409)
                        .code())
                .isEqualTo("not_rebuildable");
        staff.post("/api/v1/admin/processors/none/rebuild", null).expect(404);
        world.owner().post("/api/v1/admin/processors/sites/rebuild", null).expect(403);
        world.owner().get("/api/v1/admin/processors").expect(403);
        world.owner().get("/api/v1/admin/dead-letters").expect(403);
    }

    private static JsonNode rebuilt(String processor, boolean checkOnly) {
        staff.post("/api/v1/admin/processors/" + processor + "/rebuild?checkOnly=" + checkOnly, null)
                .expect(202);
        return awaitEnd(processor);
    }

    private static JsonNode awaitEnd(String processor) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> processor(processor).path("rebuild"),
                        rebuild -> !rebuild.path("phase").asString().equals("RUNNING"));
    }

    private static JsonNode processor(String name) {
        JsonNode processors =
                staff.get("/api/v1/admin/processors").expect(200).json().path("items");
        return StreamSupport.stream(processors.spliterator(), false)
                .filter(processor -> processor.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String name(String site) {
        return world.owner().get("/api/v1/sites/" + site).text("name");
    }

    private static Map<String, String> digests(String processor) {
        return ReadModelTables.of(processor, true).stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> node.jdbc()
                                .sql("select coalesce(md5(string_agg(t::text, '' order by t::text)), 'empty') from "
                                        + table + " t")
                                .query(String.class)
                                .single()));
    }
}
