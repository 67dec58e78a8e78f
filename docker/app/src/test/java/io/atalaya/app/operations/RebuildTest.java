package io.atalaya.app.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.ProcessNode;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.query.audit.chain.AuditEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A read model is built anew while it is read and written, and what was wrong with its rows is right afterwards. */
class RebuildTest {
    private static String database;
    private static Node node;
    private static Rebuilds rebuilds;
    private static World world;
    private static Api staff;

    @BeforeAll
    static void aTenantWithSomeHistory() {
        database = TestPostgres.freshDatabase();
        node = Node.start(database, Map.copyOf(Rebuilds.SCHEDULER));
        world = World.on(node);
        rebuilds = new Rebuilds(node, database);
        staff = rebuilds.staff();
        World.Device device = world.deviceAt(world.site("North"));
        world.tooWarmRule(device);
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");
        world.owner().post("/api/v1/tickets", Map.of("title", "Look at it")).expect(201);
        world.owner()
                .post("/api/v1/assets", Map.of("name", "Cold cell", "type", "COLD_CELL"))
                .expect(201);
        node.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tenants", "sites", "assets", "devices", "rules", "alerts", "tickets", "health", "readings"})
    void whatIsBuiltAnewIsWhatWasThere(String processor) {
        Map<String, String> before = rebuilds.digests(processor);

        JsonNode rebuild = rebuilds.rebuilt(processor, false);

        assertThat(rebuild.path("phase").asString()).isEqualTo("COMPLETED");
        assertThat(rebuild.path("differences").asLong(-1)).isZero();
        assertThat(rebuild.path("events").asLong()).isPositive();
        assertThat(rebuilds.digests(processor)).isEqualTo(before);
        assertThat(ReadModelTables.of(processor, true))
                .as("nothing of the second generation stays")
                .allSatisfy(table -> assertThat(node.jdbc()
                                .sql("select count(*) from generation." + table)
                                .query(Long.class)
                                .single())
                        .isZero());
    }

    /** The order to rebuild it is in it, too. */
    @Test
    void theAuditTrailIsBuiltAnewOverTheSameChain() {
        assertThat(rebuilds.rebuilt("audit", false).path("differences").asLong(-1))
                .isZero();
        assertThat(rebuilds.rebuilt("audit", true).path("differences").asLong(-1))
                .isZero();
        assertThat(world.owner()
                        .get("/api/v1/audit/verify")
                        .expect(200)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void anEventThatHasItsLinkComesAsTheTrailsRowAndIsReadOnlyOnce() {
        node.awaitCaughtUp();
        LogReading reading = node.bean(LogReadings.class)
                .open("audit", node.bean(ProjectionHandlers.class).of("audit"), null);
        assertThat(reading.next())
                .satisfies(part -> assertThat(part.events())
                        .isNotEmpty()
                        .allSatisfy(event -> assertThat(event.getPayload()).isInstanceOf(AuditEntry.class)));
    }

    @Test
    void anEventThatHasNoLinkYetGetsOneWhenTheTrailIsBuilt() {
        World unlinked = World.on(node);
        unlinked.site("North");
        unlinked.site("South");
        node.awaitCaughtUp();
        int gone = node.jdbc()
                .sql("with newest as (select position from audit_link where tenant_id = :tenant::uuid"
                        + " order by sequence desc limit 2), trail as (delete from audit_event"
                        + " where position in (select position from newest))"
                        + " delete from audit_link where position in (select position from newest)")
                .param("tenant", unlinked.tenantId())
                .update();

        assertThat(rebuilds.rebuilt("audit", false).path("differences").asInt()).isEqualTo(gone);
        JsonNode verdict =
                unlinked.owner().get("/api/v1/audit/verify").expect(200).json();
        assertThat(verdict.path("valid").asBoolean()).as("%s", verdict).isTrue();
    }

    @Test
    void aRowThatSomebodyAlteredIsFoundByACheckAndMendedByARebuild() {
        String site = world.site("South");
        node.awaitCaughtUp();
        node.jdbc()
                .sql("update site_view set name = 'Altered' where id = :id")
                .param("id", UUID.fromString(site))
                .update();

        assertThat(rebuilds.rebuilt("sites", true).path("differences").asLong()).isEqualTo(1);
        assertThat(name(site)).as("a check changes nothing").isEqualTo("Altered");
        assertThat(rebuilds.rebuilt("sites", false).path("differences").asLong())
                .isEqualTo(1);
        assertThat(name(site)).isEqualTo("South");
        assertThat(rebuilds.rebuilt("sites", true).path("differences").asLong()).isZero();
    }

    @Test
    void whatHappensMeanwhileAndAfterwardsIsInTheRowsToo() {
        staff.post("/api/v1/admin/processors/sites/rebuild", null).expect(202);
        List<String> during = List.of(world.site("During 1"), world.site("During 2"), world.site("During 3"));
        rebuilds.awaitEnd("sites");
        String after = world.site("After");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(during).allSatisfy(site -> assertThat(name(site)).startsWith("During"));
            assertThat(name(after)).isEqualTo("After");
        });
    }

    @Test
    void readingsOfAMonthThatRetentionHasDroppedAreBuiltAnewTogetherWithIt() {
        SecondGeneration generation = node.bean(SecondGeneration.class);
        List<String> tables = ReadModelTables.of("readings", true);
        rebuilds.everyTenant(() -> generation.begin("readings", tables));
        node.jdbc()
                .sql("insert into generation.reading (tenant_id, device_id, metric, measured_at, value, unit, quality,"
                        + " received_at) select tenant_id, device_id, metric, '2019-05-17Z', value, unit, quality,"
                        + " received_at from reading limit 1")
                .update();
        try {
            rebuilds.everyTenant(() -> generation.makeRoom(tables));

            assertThat(node.jdbc()
                            .sql("select to_regclass('reading_201905') is not null")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        } finally {
            rebuilds.everyTenant(() -> generation.end("readings", tables));
        }
    }

    @Test
    void readingsAreBuiltAnewOnlyAsLongAsAllReportsAreKept() {
        node.jdbc().sql("insert into reports_forgotten (since) values (now())").update();
        try {
            assertThat(staff.post("/api/v1/admin/processors/readings/rebuild", null)
                            .expect(409)
                            .code())
                    .isEqualTo("not_rebuildable");
        } finally {
            node.jdbc().sql("truncate reports_forgotten").update();
        }
    }

    /** In whatever way the rows have come about, they are those of the log. */
    @Test
    void afterRebuildsAndAKillInTheMiddleAllRowsAreThoseOfAFreshReplay(@TempDir Path folder) throws Exception {
        Scheduler scheduler = node.bean(Scheduler.class);
        scheduler.pause();
        Map<String, String> settings = new HashMap<>(Rebuilds.SCHEDULER);
        settings.put("spring.datasource.url", database);
        settings.put("atalaya.demo", "false");
        ProcessNode other = ProcessNode.start(folder, settings);
        try (Connection holding = rebuilds.beforeItGoesLive("alerts")) {
            staff.post("/api/v1/admin/processors/alerts/rebuild", null).expect(202);
            await().atMost(Duration.ofSeconds(20)).until(RebuildTest::oneWaitsToGoLive);
            world.site("Meanwhile");
            other.kill();
            holding.rollback();
        } finally {
            other.kill();
            scheduler.resume();
        }
        World.Device device = world.deviceAt(world.site("Afterwards"));
        world.tooWarmRule(device);
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");
        assertThat(rebuilds.awaitEnd("alerts").path("phase").asString()).isEqualTo("COMPLETED");
        for (String processor : List.of("devices", "audit", "alerts", "readings")) {
            rebuilds.rebuilt(processor, false);
        }
        // No timer comes due any more, and nobody has anything left to answer to: the log stays as it is.
        awaitAllSegments();
        scheduler.pause();
        try {
            await().until(() -> scheduler.getCurrentlyExecuting().isEmpty());
            awaitAllSegments();
            Map<String, String> lived = rebuilds.digests();

            handleEverythingAgain();

            assertThat(rebuilds.digests()).isEqualTo(lived);
        } finally {
            scheduler.resume();
        }
    }

    private static void handleEverythingAgain() {
        for (String name : ReadModelTables.OF.keySet()) {
            StreamingEventProcessor processor = node.processor(name);
            processor.shutDown();
            node.jdbc()
                    .sql("truncate " + String.join(", ", ReadModelTables.of(name, true)))
                    .update();
            node.jdbc()
                    .sql("update token_entry set token = null, token_type = null where processor_name = :name")
                    .param("name", name)
                    .update();
            processor.start();
        }
        awaitAllSegments();
    }

    /** Also those that the other node has left behind, of sagas too, and that are nobody's for ten seconds. */
    private static void awaitAllSegments() {
        node.awaitCaughtUp();
        await().atMost(Duration.ofSeconds(30)).until(RebuildTest::everyProcessorHasHandledEverything);
    }

    private static boolean everyProcessorHasHandledEverything() {
        long last = node.lastPosition();
        boolean handled = rebuilds.processors()
                .allMatch(processor -> processor.path("behind").asLong(-1) == 0);
        return handled && node.lastPosition() == last;
    }

    private static boolean oneWaitsToGoLive() {
        return node.jdbc()
                .sql("select exists(select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like 'select token, token_type from token_entry%')")
                .query(Boolean.class)
                .single();
    }

    @Test
    void aProcessorSaysHowItDoes() {
        JsonNode alerts = rebuilds.processor("alerts");

        assertThat(alerts.path("log").asString()).isEqualTo("domain");
        assertThat(alerts.path("segments")).hasSize(2);
        assertThat(alerts.path("head").asLong()).isPositive();
        assertThat(alerts.path("rebuildable").asBoolean()).isTrue();
        assertThat(rebuilds.processor("readings").path("log").asString()).isEqualTo("telemetry");
        assertThat(rebuilds.processor("readings").path("rebuildable").asBoolean())
                .isTrue();
    }

    @Test
    void onlyReadModelsCanBeRebuiltAndOnlyByStaff() {
        assertThat(staff.post("/api/v1/admin/processors/escalation/rebuild", null)
                        .expect(409)
                        .code())
                .isEqualTo("not_rebuildable");
        staff.post("/api/v1/admin/processors/none/rebuild", null).expect(404);
        world.owner().post("/api/v1/admin/processors/sites/rebuild", null).expect(403);
        world.owner().get("/api/v1/admin/processors").expect(403);
        world.owner().get("/api/v1/admin/dead-letters").expect(403);
    }

    private static String name(String site) {
        return world.owner().get("/api/v1/sites/" + site).text("name");
    }
}
