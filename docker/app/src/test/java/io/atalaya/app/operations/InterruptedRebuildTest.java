package io.atalaya.app.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A rebuild that is stopped, taken over, cancelled or fails spoils nothing, and goes on or says why it does not. */
class InterruptedRebuildTest {
    private static Node node;
    private static Rebuilds rebuilds;
    private static World world;
    private static Api staff;

    @BeforeAll
    static void aTenantWithASite() {
        String database = TestPostgres.freshDatabase();
        node = Node.start(database, Map.copyOf(Rebuilds.SCHEDULER));
        rebuilds = new Rebuilds(node, database);
        staff = rebuilds.staff();
        world = World.on(node);
        world.site("North");
        world.owner()
                .post("/api/v1/assets", Map.of("name", "Cold cell", "type", "COLD_CELL"))
                .expect(201);
        node.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aRebuildThatWasStoppedGoesOnWhereItWas() {
        RebuildTable table = node.bean(RebuildTable.class);
        rebuilds.everyTenant(() -> table.request("tenants", false));
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
        rebuilds.everyTenant(() -> table.request("sites", false));
        RebuildTable.Run slow = begun(table, "sites");
        TrackingToken reached = table.find("sites").orElseThrow().token();
        RebuildTable.Run next = table.takeUp("sites");

        assertThatThrownBy(() -> rebuilds.everyTenant(() -> table.reached(slow, Objects.requireNonNull(reached), 1)))
                .isInstanceOf(RebuildTakenOver.class);
        assertThatThrownBy(() -> rebuilds.everyTenant(() -> table.completed(slow, 0)))
                .isInstanceOf(RebuildTakenOver.class);
        assertThatThrownBy(() -> rebuilds.everyTenant(() -> table.begun(slow))).isInstanceOf(RebuildTakenOver.class);
        rebuilds.everyTenant(() -> assertThat(table.failed(slow, "late")).isFalse());
        rebuilds.everyTenant(() -> table.reached(next, Objects.requireNonNull(reached), 0));

        node.bean(Rebuilder.class).run("sites");
        assertThat(table.find("sites").orElseThrow().phase()).isEqualTo(RebuildView.Phase.COMPLETED);
    }

    private static RebuildTable.Run begun(RebuildTable table, String processor) {
        RebuildTable.Run run = table.takeUp(processor);
        rebuilds.everyTenant(() -> {
            table.begun(run);
            node.bean(SecondGeneration.class).begin(processor, ReadModelTables.of(processor, true));
        });
        node.bean(GenerationFiller.class).fill(run, null);
        return run;
    }

    /** The tables that are filled are not logged: a crash of PostgreSQL empties them. */
    @Test
    void aRebuildWhoseRowsWereLostBeginsAgain() {
        RebuildTable table = node.bean(RebuildTable.class);
        rebuilds.everyTenant(() -> table.request("sites", false));
        begun(table, "sites");
        node.jdbc().sql("truncate generation.site_view, generation.filled").update();

        node.bean(Rebuilder.class).run("sites");

        assertThat(rebuilds.processor("sites").path("rebuild").path("phase").asString())
                .isEqualTo("COMPLETED");
        assertThat(rebuilds.processor("sites")
                        .path("rebuild")
                        .path("differences")
                        .asLong(-1))
                .isZero();
    }

    @Test
    void aRebuildThatNobodyWantsAnyMoreIsCancelled() throws SQLException {
        Map<String, String> before = rebuilds.digests("assets");
        try (Connection holding = rebuilds.beforeItGoesLive("assets")) {
            staff.post("/api/v1/admin/processors/assets/rebuild", null).expect(202);
            staff.send("DELETE", "/api/v1/admin/processors/assets/rebuild", null)
                    .expect(204);
            staff.send("DELETE", "/api/v1/admin/processors/assets/rebuild", null)
                    .expect(404);
            holding.rollback();
        }

        assertThat(rebuilds.processor("assets").path("rebuild").path("phase").asString())
                .isEqualTo("CANCELLED");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> staff.post("/api/v1/admin/processors/assets/rebuild", null)
                                .status()
                        == 202);
        assertThat(rebuilds.awaitEnd("assets").path("differences").asLong(-1)).isZero();
        assertThat(rebuilds.digests("assets")).isEqualTo(before);
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

            JsonNode rebuild = rebuilds.awaitEnd("rules");

            assertThat(rebuild.path("phase").asString()).isEqualTo("FAILED");
            assertThat(rebuild.path("failure").asString()).contains("permission denied");
        } finally {
            node.jdbc()
                    .sql("grant execute on function new_generation(text[], text[]) to atalaya_runtime")
                    .update();
        }
        assertThat(rebuilds.rebuilt("rules", false).path("phase").asString()).isEqualTo("COMPLETED");
    }
}
