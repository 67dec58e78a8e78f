package io.atalaya.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.history.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is done to a history directly in PostgreSQL is found, and where. */
class TamperTest {
    private static final int DEEDS = 200;
    private static final int EVENTS = Checkpoint.EVERY + 30;

    private static Node node;
    private static World world;
    private static Api auditor;

    @BeforeAll
    static void aHistoryWithRoomBetweenItsEvents() {
        node = Node.start(TestPostgres.freshDatabase(), Map.of());
        node.jdbc()
                .sql("alter table domain_event alter column global_index set increment by 2")
                .update();
        world = World.on(node);
        auditor = world.owner();
        World neighbour = World.on(node);
        for (int number = 1; number <= EVENTS; number++) {
            rename(world, "Name " + number);
            if (number % 10 == 0) {
                rename(neighbour, "Name " + number);
            }
        }
        node.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void everyDeedIsFoundWhereItWasDone() {
        JsonNode untouched = verify(world);
        assertThat(untouched.path("valid").asBoolean()).as("%s", untouched).isTrue();
        assertThat(untouched.path("checked").asLong()).isGreaterThan(EVENTS);
        assertThat(untouched.path("checkpoints").asLong()).isEqualTo(1);
        assertThat(untouched.path("head").asString())
                .isEqualTo(auditor.get("/api/v1/audit/events?limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0/hash")
                        .asString());
        audit().shutDown();
        try {
            Tampering tampering = new Tampering(node.jdbc(), world.tenantId());
            Random random = new Random(20261121);

            for (int number = 0; number < DEEDS; number++) {
                Tampering.Deed deed = tampering.commit(random);
                JsonNode verdict = verify(world);
                assertThat(verdict.path("valid").asBoolean())
                        .as("%s: %s", deed, verdict)
                        .isFalse();
                assertThat(verdict.path("firstBadPosition").asLong())
                        .as("%s: %s", deed, verdict)
                        .isEqualTo(deed.position());
                tampering.undo(deed.table());
            }
            checkpointsAreWatchedToo(tampering);
            JsonNode healed = verify(world);
            for (String field : List.of("valid", "checked", "head", "checkpoints")) {
                assertThat(healed.path(field)).as(field).isEqualTo(untouched.path(field));
            }
        } finally {
            audit().start();
        }
    }

    private static void checkpointsAreWatchedToo(Tampering tampering) {
        long signed = tampering.positions().get(Checkpoint.EVERY - 1);
        for (String deed : new String[] {
            "delete from audit_checkpoint",
            "update audit_checkpoint set hash = sha256(hash)",
            "update audit_checkpoint set position = position + 1",
            "update audit_checkpoint set sequence = sequence - 1",
            "update audit_checkpoint set number = 2",
            "update audit_checkpoint set at = at + interval '1 second'",
            "update audit_checkpoint set sealed_from = 1000000",
            "update audit_checkpoint set signature = sha512(signature)",
            "update audit_checkpoint set signature = sha512(signature), seal = null",
            "update audit_checkpoint set seal = sha256(seal)",
            "update audit_checkpoint set key_id = 'another'"
        }) {
            node.jdbc().sql(deed).update();
            JsonNode verdict = verify(world);
            assertThat(verdict.path("valid").asBoolean()).as(deed).isFalse();
            assertThat(verdict.path("firstBadPosition").asLong())
                    .as(deed)
                    .isIn(signed, tampering.positions().get(Checkpoint.EVERY - 2));
            tampering.undo("audit_checkpoint");
        }
    }

    @Test
    void whoeverShortensAHistoryInAllTablesIsGivenAwayByACheckpoint() {
        World shortened = World.on(node);
        for (int number = 1; number < Checkpoint.EVERY; number++) {
            rename(shortened, "Name " + number);
        }
        node.awaitCaughtUp();
        assertThat(verify(shortened).path("checkpoints").asLong()).isEqualTo(1);
        JdbcClient jdbc = node.jdbc();
        long last = jdbc.sql("select position from audit_checkpoint where tenant_id = cast(? as uuid)")
                .param(shortened.tenantId())
                .query(Long.class)
                .single();
        jdbc.sql("with gone as (delete from audit_link where tenant_id = cast(? as uuid) and sequence >= "
                        + Checkpoint.EVERY
                        + ""
                        + " returning position), trail as (delete from audit_event where position in (select * from"
                        + " gone)) delete from domain_event where global_index in (select * from gone)")
                .param(shortened.tenantId())
                .update();
        JsonNode verdict = verify(shortened);
        assertThat(verdict.path("fault").asString()).isEqualTo("CHAIN_SHORTENED");
        assertThat(verdict.path("firstBadPosition").asLong()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{\"open\":", "{} {}", "{}\n{}", "{\"sealed\":\"\\x\u00e9"})
    void whatSomebodyMadeNoEventAnyMoreIsShownAsItIsAndSpoilsNothingElse(String payload) {
        World spoilt = World.on(node);
        String site = spoilt.site("Honest");
        rename(spoilt, "Whole");
        node.awaitCaughtUp();
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        byte[] honest = node.jdbc()
                .sql("select payload from domain_event where aggregate_identifier = ?")
                .param(site)
                .query(byte[].class)
                .single();
        try {
            store(site, bytes);
            JsonNode events = spoilt.owner()
                    .get("/api/v1/audit/events?limit=100")
                    .expect(200)
                    .json();
            assertThat(events.path("items").findValuesAsString("type")).contains("SiteCreated", "TenantRenamed");
            assertThat(events.path("items")
                            .valueStream()
                            .filter(event ->
                                    event.path("aggregateId").asString().equals(site)))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.path("payload").asString())
                            .isEqualTo(new String(bytes, StandardCharsets.UTF_8)));
            assertThat(spoilt.owner()
                            .get("/api/v1/audit/replay")
                            .expect(200)
                            .response()
                            .body()
                            .lines())
                    .hasSize(events.path("items").size())
                    .allSatisfy(line -> assertThat(
                                    JsonMapper.shared().readTree(line).isObject())
                            .isTrue());
            assertThat(verify(spoilt).path("valid").asBoolean()).isFalse();
        } finally {
            store(site, honest);
        }
        assertThat(verify(spoilt).path("valid").asBoolean()).isTrue();
    }

    @Test
    void aCommentThatSomebodyDestroyedIsInTheHistoryOnlyAndSpoilsNothingElse() {
        World spoilt = World.on(node);
        World.Device device = spoilt.deviceAt(spoilt.site("North"));
        spoilt.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = "/api/v1/alerts/"
                + spoilt.awaitAlert(device, "ACTIVE").path("id").asString();
        spoilt.owner().post(alert + "/comments", Map.of("text", "Honest")).expect(201);
        long destroyed = spoilt.owner()
                .post(alert + "/comments", Map.of("text", "Destroyed"))
                .expect(201)
                .position();
        node.awaitCaughtUp();
        byte[] honest = node.jdbc()
                .sql("select payload from domain_event where global_index = ?")
                .param(destroyed)
                .query(byte[].class)
                .single();
        try {
            store(destroyed, "no comment".getBytes(StandardCharsets.UTF_8));
            assertThat(spoilt.owner()
                            .get(alert + "/comments")
                            .expect(200)
                            .json()
                            .path("items")
                            .findValuesAsString("text"))
                    .containsExactly("Honest");
            assertThat(spoilt.owner()
                            .get(alert + "/history")
                            .expect(200)
                            .response()
                            .body())
                    .contains("no comment");
        } finally {
            store(destroyed, honest);
        }
    }

    private static void store(long position, byte[] payload) {
        node.jdbc()
                .sql("update domain_event set payload = ? where global_index = ?")
                .param(payload)
                .param(position)
                .update();
    }

    private static void store(String aggregate, byte[] payload) {
        node.jdbc()
                .sql("update domain_event set payload = ? where aggregate_identifier = ?")
                .param(payload)
                .param(aggregate)
                .update();
    }

    @Test
    void anEventThatIsGoneBeforeItCouldBeChainedIsMissed() {
        World robbed = World.on(node);
        node.awaitCaughtUp();
        audit().shutDown();
        rename(robbed, "Kept");
        long position = robbed.owner()
                .send("PUT", "/api/v1/tenants/" + robbed.tenantId(), Map.of("name", "Gone"))
                .expect(200)
                .position();
        node.jdbc()
                .sql("delete from domain_event where global_index = ?")
                .param(position)
                .update();
        audit().start();
        rename(robbed, "Kept too");
        JsonNode verdict = await().until(
                        () -> verify(robbed), found -> !found.path("valid").asBoolean());
        assertThat(verdict.path("fault").asString()).isEqualTo("EVENT_MISSING");
        assertThat(verdict.path("firstBadPosition").asLong()).isEqualTo(position);
    }

    @Test
    void anEventThatSomebodyElseAppendedIsFollowedByAllButKnownAsForged() {
        World forged = World.on(node);
        rename(forged, "Honest");
        node.awaitCaughtUp();
        long position = node.jdbc()
                .sql(
                        "insert into domain_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,"
                                + " payload_type, payload_revision, payload, meta_data, seal) select gen_random_uuid()::text,"
                                + " aggregate_identifier, sequence_number + 1, type, time_stamp, payload_type,"
                                + " payload_revision, payload, meta_data, seal from domain_event"
                                + " where aggregate_identifier = ? order by sequence_number desc limit 1 returning global_index")
                .param(forged.tenantId())
                .query(Long.class)
                .single();
        await().until(() -> node.jdbc()
                .sql("select exists(select from audit_link where position = ?)")
                .param(position)
                .query(Boolean.class)
                .single());
        JsonNode verdict = verify(forged);
        assertThat(verdict.path("fault").asString()).isEqualTo("EVENT_FORGED");
        assertThat(verdict.path("firstBadPosition").asLong()).isEqualTo(position);
        assertThat(verdict.path("valid").asBoolean()).isFalse();
    }

    @Test
    void buildingTheAuditTrailAgainLeavesTheChainAsItIs() {
        World rebuilt = World.on(node);
        rename(rebuilt, "Another");
        node.awaitCaughtUp();
        JsonNode before = verify(rebuilt);
        audit().shutDown();
        audit().resetTokens();
        audit().start();
        node.awaitCaughtUp();
        assertThat(verify(rebuilt)).isEqualTo(before);
        assertThat(before.path("valid").asBoolean()).isTrue();
    }

    @Test
    void aPartOfAHistoryCanBeVerifiedByItself() {
        World whole = World.on(node);
        rename(whole, "Another");
        node.awaitCaughtUp();
        Api reader = whole.owner();
        long newest = reader.get("/api/v1/audit/events?limit=1")
                .json()
                .at("/items/0/position")
                .asLong();
        JsonNode last =
                reader.get("/api/v1/audit/verify?from=" + newest).expect(200).json();
        assertThat(last.path("valid").asBoolean()).isTrue();
        assertThat(last.path("checked").asLong()).isEqualTo(1);
        JsonNode others = reader.get("/api/v1/audit/verify?to=" + (newest - 1))
                .expect(200)
                .json();
        assertThat(others.path("checked").asLong() + 1)
                .isEqualTo(verify(whole).path("checked").asLong());
    }

    private static JsonNode verify(World world) {
        return world.owner().get("/api/v1/audit/verify").expect(200).json();
    }

    private static void rename(World world, String name) {
        world.owner()
                .send("PUT", "/api/v1/tenants/" + world.tenantId(), Map.of("name", name))
                .expect(200);
    }

    private static StreamingEventProcessor audit() {
        return node.processor("audit");
    }
}
