package io.atalaya.app.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.ProcessNode;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.query.audit.chain.AuditEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A read model is built anew while it is read and written, and what was wrong with its rows is right afterwards. */
class RebuildTest {
    /** So that a node that was killed is missed within a second. */
    private static final Map<String, String> SCHEDULER = Map.of(
            "db-scheduler.polling-interval", "100ms",
            "db-scheduler.heartbeat-interval", "200ms");

    private static String database;
    private static Node node;
    private static World world;
    private static Api staff;

    @BeforeAll
    static void aTenantWithSomeHistory() {
        database = TestPostgres.freshDatabase();
        node = Node.start(database, Map.copyOf(SCHEDULER));
        world = World.on(node);
        staff = node.api().logInAsAdmin();
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
        Map<String, String> before = digests(processor);

        JsonNode rebuild = rebuilt(processor, false);

        assertThat(rebuild.path("phase").asString()).isEqualTo("COMPLETED");
        assertThat(rebuild.path("differences").asLong(-1)).isZero();
        assertThat(rebuild.path("events").asLong()).isPositive();
        assertThat(digests(processor)).isEqualTo(before);
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

        assertThat(rebuilt("audit", false).path("differences").asInt()).isEqualTo(gone);
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
    void aRebuildThatWasStoppedGoesOnWhereItWas() {
        RebuildTable table = node.bean(RebuildTable.class);
        everyTenant(() -> table.request("tenants", false));
        begun(table, "tenants");
        long events = table.find("tenants").orElseThrow().events();
        world.owner()
                .send("PUT", "/api/v1/tenants/" + world.tenantId(), Map.of("name", "By another name"))
                .expect(200);

        node.bean(Rebuilder.class).run("tenants");

        assertThat(table.find("tenants").orElseThrow().phase()).isEqualTo(RebuildView.Phase.COMPLETED);
        assertThat(table.find("tenants").orElseThrow().events()).isEqualTo(events + 1);
        assertThat(world.owner().get("/api/v1/tenants/" + world.tenantId()).text("name"))
                .isEqualTo("By another name");
    }

    /** A node that was given up for dead, and is not, must not spoil what another one does. */
    @Test
    void aRebuildThatAnotherNodeGoesOnWithIsLeftToIt() {
        RebuildTable table = node.bean(RebuildTable.class);
        everyTenant(() -> table.request("sites", false));
        RebuildTable.Run slow = begun(table, "sites");
        TrackingToken reached = table.find("sites").orElseThrow().token();
        RebuildTable.Run next = table.takeUp("sites");

        assertThatThrownBy(() -> everyTenant(() -> table.reached(slow, Objects.requireNonNull(reached), 1)))
                .isInstanceOf(RebuildTakenOver.class);
        assertThatThrownBy(() -> everyTenant(() -> table.completed(slow, 0))).isInstanceOf(RebuildTakenOver.class);
        assertThatThrownBy(() -> everyTenant(() -> table.begun(slow))).isInstanceOf(RebuildTakenOver.class);
        everyTenant(() -> assertThat(table.failed(slow, "late")).isFalse());
        everyTenant(() -> table.reached(next, Objects.requireNonNull(reached), 0));

        node.bean(Rebuilder.class).run("sites");
        assertThat(table.find("sites").orElseThrow().phase()).isEqualTo(RebuildView.Phase.COMPLETED);
    }

    private static RebuildTable.Run begun(RebuildTable table, String processor) {
        RebuildTable.Run run = table.takeUp(processor);
        everyTenant(() -> {
            table.begun(run);
            node.bean(SecondGeneration.class).begin(processor, ReadModelTables.of(processor, true));
        });
        node.bean(GenerationFiller.class).fill(run, null);
        return run;
    }

    @Test
    void readingsOfAMonthThatRetentionHasDroppedAreBuiltAnewTogetherWithIt() {
        SecondGeneration generation = node.bean(SecondGeneration.class);
        List<String> tables = ReadModelTables.of("readings", true);
        everyTenant(() -> generation.begin("readings", tables));
        node.jdbc()
                .sql("insert into generation.reading (tenant_id, device_id, metric, measured_at, value, unit, quality,"
                        + " received_at) select tenant_id, device_id, metric, '2019-05-17Z', value, unit, quality,"
                        + " received_at from reading limit 1")
                .update();
        try {
            everyTenant(() -> generation.makeRoom(tables));

            assertThat(node.jdbc()
                            .sql("select to_regclass('reading_201905') is not null")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        } finally {
            everyTenant(() -> generation.end("readings", tables));
        }
    }

    /** The tables that are filled are not logged: a crash of PostgreSQL empties them. */
    @Test
    void aRebuildWhoseRowsWereLostBeginsAgain() {
        RebuildTable table = node.bean(RebuildTable.class);
        everyTenant(() -> table.request("sites", false));
        begun(table, "sites");
        node.jdbc().sql("truncate generation.site_view, generation.filled").update();

        node.bean(Rebuilder.class).run("sites");

        assertThat(processor("sites").path("rebuild").path("phase").asString()).isEqualTo("COMPLETED");
        assertThat(processor("sites").path("rebuild").path("differences").asLong(-1))
                .isZero();
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

    @Test
    void aRebuildThatNobodyWantsAnyMoreIsCancelled() throws SQLException {
        Map<String, String> before = digests("assets");
        try (Connection holding = beforeItGoesLive("assets")) {
            staff.post("/api/v1/admin/processors/assets/rebuild", null).expect(202);
            staff.send("DELETE", "/api/v1/admin/processors/assets/rebuild", null)
                    .expect(204);
            staff.send("DELETE", "/api/v1/admin/processors/assets/rebuild", null)
                    .expect(404);
            holding.rollback();
        }

        assertThat(processor("assets").path("rebuild").path("phase").asString()).isEqualTo("CANCELLED");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> staff.post("/api/v1/admin/processors/assets/rebuild", null)
                                .status()
                        == 202);
        assertThat(awaitEnd("assets").path("differences").asLong(-1)).isZero();
        assertThat(digests("assets")).isEqualTo(before);
    }

    @Test
    void aRebuildThatFailsAgainAndAgainIsGivenUpAndSaysWhy() {
        node.jdbc()
                .sql("revoke execute on function new_generation(text[], text[]) from atalaya_runtime")
                .update();
        try {
            staff.post("/api/v1/admin/processors/rules/rebuild", null).expect(202);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> node.jdbc()
                                    .sql("update scheduled_tasks set consecutive_failures = 10, execution_time = now()"
                                            + " where task_name = 'projection-rebuild' and consecutive_failures > 0"
                                            + " and not picked")
                                    .update()
                            == 1);

            JsonNode rebuild = awaitEnd("rules");

            assertThat(rebuild.path("phase").asString()).isEqualTo("FAILED");
            assertThat(rebuild.path("failure").asString()).contains("permission denied");
        } finally {
            node.jdbc()
                    .sql("grant execute on function new_generation(text[], text[]) to atalaya_runtime")
                    .update();
        }
        assertThat(rebuilt("rules", false).path("phase").asString()).isEqualTo("COMPLETED");
    }

    /** In whatever way the rows have come about, they are those of the log. */
    @Test
    void afterRebuildsAndAKillInTheMiddleAllRowsAreThoseOfAFreshReplay(@TempDir Path folder) throws Exception {
        Scheduler scheduler = node.bean(Scheduler.class);
        scheduler.pause();
        Map<String, String> settings = new HashMap<>(SCHEDULER);
        settings.put("spring.datasource.url", database);
        settings.put("atalaya.demo", "false");
        ProcessNode other = ProcessNode.start(folder, settings);
        try (Connection holding = beforeItGoesLive("alerts")) {
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
        assertThat(awaitEnd("alerts").path("phase").asString()).isEqualTo("COMPLETED");
        for (String processor : List.of("devices", "audit", "alerts", "readings")) {
            rebuilt(processor, false);
        }
        // No timer comes due any more, and nobody has anything left to answer to: the log stays as it is.
        awaitAllSegments();
        scheduler.pause();
        try {
            await().until(() -> scheduler.getCurrentlyExecuting().isEmpty());
            awaitAllSegments();
            Map<String, String> lived = digests();

            handleEverythingAgain();

            assertThat(digests()).isEqualTo(lived);
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
        boolean handled =
                processors().allMatch(processor -> processor.path("behind").asLong(-1) == 0);
        return handled && node.lastPosition() == last;
    }

    private static boolean oneWaitsToGoLive() {
        return node.jdbc()
                .sql("select exists(select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like 'select token, token_type from token_entry%')")
                .query(Boolean.class)
                .single();
    }

    /** Whoever builds the read model cannot put it in place as long as this transaction lasts. */
    private static Connection beforeItGoesLive(String processor) throws SQLException {
        Connection connection = DriverManager.getConnection(database);
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from token_entry where processor_name = ? for update")) {
            lock.setString(1, processor);
            lock.execute();
        }
        return connection;
    }

    private static void everyTenant(Runnable work) {
        TenantScope.everyTenant(() -> {
            node.bean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
            return true;
        });
    }

    @Test
    void aProcessorSaysHowItDoes() {
        JsonNode alerts = processor("alerts");

        assertThat(alerts.path("log").asString()).isEqualTo("domain");
        assertThat(alerts.path("segments")).hasSize(2);
        assertThat(alerts.path("head").asLong()).isPositive();
        assertThat(alerts.path("rebuildable").asBoolean()).isTrue();
        assertThat(processor("readings").path("log").asString()).isEqualTo("telemetry");
        assertThat(processor("readings").path("rebuildable").asBoolean()).isTrue();
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
        return processors()
                .filter(processor -> processor.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> processors() {
        JsonNode processors =
                staff.get("/api/v1/admin/processors").expect(200).json().path("items");
        return StreamSupport.stream(processors.spliterator(), false);
    }

    private static String name(String site) {
        return world.owner().get("/api/v1/sites/" + site).text("name");
    }

    private static Map<String, String> digests() {
        Map<String, String> all = new TreeMap<>();
        ReadModelTables.OF.keySet().forEach(processor -> all.putAll(digests(processor)));
        return all;
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
