package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.MovableClock;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.command.retention.HandledReports;
import io.atalaya.command.retention.RetentionUpkeep;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long readings are taken and kept, on a running node with the rights that it has. */
class RetentionTest {
    private static MovableClock clock;
    private static Node node;

    private World world;
    private World.Device device;
    private String tenant;

    @BeforeAll
    static void start() {
        clock = new MovableClock(Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS)));
        node = Node.start(TestPostgres.freshDatabase(), Map.of(), clock);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void aTenantWithADevice() {
        world = World.on(node);
        device = world.device();
        tenant = "/api/v1/tenants/" + world.tenantId();
    }

    @Test
    void aTenantSaysHowLongItsReadingsAreKept() {
        await().until(() -> world.owner().get(tenant).status() == 200);
        assertThat(shown(world.owner().get(tenant))).isEqualTo(400);

        Api.Answer changed = world.owner()
                .send("PUT", tenant, Map.of("name", "Hasty", "retentionDays", 30))
                .expect(200);
        assertThat(shown(changed)).isEqualTo(30);
        Api reader = world.owner().with("X-Min-Position", changed.header("X-Position"));
        assertThat(shown(reader.get(tenant))).isEqualTo(30);
        Api.Answer renamed =
                world.owner().send("PUT", tenant, Map.of("name", "Renamed")).expect(200);
        assertThat(shown(world.owner()
                        .with("X-Min-Position", renamed.header("X-Position"))
                        .get(tenant)))
                .isEqualTo(30);
    }

    @Test
    void onlyWhoMayChangeTheTenantMay() {
        Map<String, Object> change = Map.of("name", "x", "retentionDays", 1);
        world.member(Role.ENGINEER).send("PUT", tenant, change).expect(403);
        World.on(node).owner().send("PUT", tenant, change).expect(404);
        for (Object wrong : List.of(0, 3651, -1, "30")) {
            Api.Answer refused = world.owner()
                    .send("PUT", tenant, Map.of("name", "x", "retentionDays", wrong))
                    .expect(400);
            assertThat(refused.code()).isEqualTo("invalid_request");
        }
    }

    @Test
    void whatIsOlderThanTheTenantKeepsIsRefused() {
        measured(Duration.ofDays(40)).expect(202);
        measured(Duration.ofDays(401)).expect(400);

        keepFor(30);
        await().untilAsserted(
                        () -> assertThat(measured(Duration.ofDays(31)).code()).isEqualTo("measured_at_too_old"));
        measured(Duration.ofDays(29)).expect(202);
        Api.Answer heartbeat = device.api()
                .post(
                        "/api/v1/devices/" + device.id() + "/heartbeat",
                        Map.of(
                                "timestamp",
                                clock.instant().minus(Duration.ofDays(31)).toString()))
                .expect(400);
        assertThat(heartbeat.json().path("errors").path(0).path("field").asString())
                .isEqualTo("timestamp");

        keepFor(1000);
        await().untilAsserted(() -> measured(Duration.ofDays(999)).expect(202));
        measured(Duration.ofDays(1001)).expect(400);
    }

    @Test
    void aTenantThatKeepsThemForLessLongLosesOnlyItsOwn() {
        World other = World.on(node);
        World.Device othersDevice = other.device();
        measured(Duration.ofDays(40)).expect(202);
        measured(Duration.ofDays(2)).expect(202);
        measured(othersDevice, Duration.ofDays(40)).expect(202);
        node.awaitCaughtUp();

        keepFor(30);
        node.bean(RetentionUpkeep.class).run();

        assertThat(rows("reading", device)).isEqualTo(1);
        assertThat(rows("reading_bucket", device)).isEqualTo(4);
        assertThat(rows("reading", othersDevice)).isEqualTo(1);
        assertThat(rows("reading_bucket", othersDevice)).isEqualTo(4);
    }

    @Test
    void nextMonthsReportsAreTakenAndOldMonthsGo() {
        measured(Duration.ofDays(390)).expect(202);
        node.awaitCaughtUp();
        Duration ahead = Duration.ofDays(45);

        clock.forward(ahead);
        String position = measured(Duration.ZERO).expect(202).header("X-Position");
        assertThat(position).isNotEmpty();
        node.awaitCaughtUp();
        assertThat(rows("reading", device)).isEqualTo(2);
        node.bean(RetentionUpkeep.class).run();

        assertThat(rows("reading", device)).isEqualTo(1);
        measured(Duration.ZERO).expect(202);
        clock.forward(ahead.negated());
    }

    /** Whoever has moved the clock, or the partition: a report is taken. */
    @Test
    void aReportIsTakenThoughItsMonthHasNoPartition() {
        measured(Duration.ZERO).expect(202);
        node.awaitCaughtUp();
        for (String partition : node.jdbc()
                .sql("select inhrelid::regclass::text from pg_inherits"
                        + " where inhparent in ('telemetry_event'::regclass, 'reading'::regclass)")
                .query(String.class)
                .list()) {
            node.jdbc().sql("drop table " + partition).update();
        }

        measured(Duration.ZERO).expect(202);

        await().until(() -> rows("reading", device) == 1);
    }

    @Test
    void aReportWhoseLogEntryIsGoneIsStillKnownByItsName() {
        device.report("named", 4).expect(202);
        node.awaitCaughtUp();
        node.jdbc()
                .sql("delete from telemetry_event where tenant_id = ?")
                .param(UUID.fromString(world.tenantId()))
                .update();

        Api.Answer again = device.report("named", 4).expect(202);

        assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(again.position()).isZero();
    }

    @Test
    void whatAReplayHasYetToReadCountsAsNotHandled() {
        measured(Duration.ZERO).expect(202);
        node.awaitCaughtUp();
        HandledReports handled = node.bean(HandledReports.class);
        long head = node.jdbc()
                .sql("select max(global_index) from telemetry_event")
                .query(Long.class)
                .single();
        long first = node.jdbc()
                .sql("select min(global_index) from telemetry_event")
                .query(Long.class)
                .single();
        await().until(() -> handled.upTo() == head);

        StreamingEventProcessor readings = node.processor("readings");
        readings.shutDown();
        readings.resetTokens();
        assertThat(handled.upTo()).isLessThan(first);

        readings.start();
        await().until(() -> handled.upTo() == head);
    }

    @Test
    void oneOfTheNodesSeesToItAgainAndAgain() {
        await().until(() -> node.jdbc()
                        .sql("select count(*) from scheduled_tasks where task_name = 'retention'"
                                + " and last_success is not null and last_failure is null")
                        .query(Long.class)
                        .single()
                == 1);
    }

    private void keepFor(int days) {
        world.owner()
                .send("PUT", tenant, Map.of("name", "Tenant of a test", "retentionDays", days))
                .expect(200);
    }

    private static int shown(Api.Answer answer) {
        return answer.expect(200).json().path("retentionDays").asInt();
    }

    private Api.Answer measured(Duration ago) {
        return measured(device, ago);
    }

    private static Api.Answer measured(World.Device by, Duration ago) {
        Instant at = clock.instant().minus(ago);
        return by.api()
                .post(
                        "/api/v1/devices/" + by.id() + "/readings",
                        Map.of(
                                "readings",
                                List.of(Map.of("metric", "temperature", "value", 4, "measuredAt", at.toString()))));
    }

    private static long rows(String table, World.Device of) {
        return node.jdbc()
                .sql("select count(*) from " + table + " where device_id = ?")
                .param(UUID.fromString(of.id()))
                .query(Long.class)
                .single();
    }
}
