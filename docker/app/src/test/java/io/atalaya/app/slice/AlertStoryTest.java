package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The main job, over HTTP: from a reading to the ticket, and back to the reading. */
class AlertStoryTest {
    private final World world = World.on(Node.shared());
    private final World.Device device = world.device();

    @Test
    void aReadingAboveTheThresholdBecomesAnAlertThatEscalatesAndOpensATicketAndTheTraceNamesEveryStep() {
        world.tooWarmRule(device);
        device.report("warm-1", 9.5).expect(202);

        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        assertThat(alert.path("message").asString()).isEqualTo("Too warm: temperature 9.5 °C is above 8");
        assertThat(alert.path("handling").asString()).isEqualTo("UNACKNOWLEDGED");
        assertThat(alert.path("occurrences").asInt()).isEqualTo(1);

        String alertId = alert.path("id").asString();
        JsonNode ticket = await().atMost(Duration.ofSeconds(15))
                .until(() -> items("/api/v1/tickets?alert=" + alertId).path(0), found -> found.has("number"));
        assertThat(ticket.path("status").asString()).isEqualTo("NEW");
        assertThat(ticket.path("priority").asString()).isEqualTo("URGENT");
        JsonNode escalated = await().until(
                        () -> world.owner().get("/api/v1/alerts/" + alertId).json(), found -> found.has("ticketId"));
        assertThat(escalated.path("escalationLevel").asInt()).isPositive();
        assertThat(escalated.path("ticketId")).isEqualTo(ticket.path("id"));

        World.Member technician = world.memberWithId(Role.TECHNICIAN);
        String path = "/api/v1/tickets/" + ticket.path("id").asString();
        technician
                .api()
                .post(path + "/assign", Map.of("assigneeId", technician.id()))
                .expect(200);
        long done = technician
                .api()
                .post(path + "/complete", Map.of("note", "Door seal replaced"))
                .expect(200)
                .position();
        JsonNode completed = technician
                .api()
                .with("X-Min-Position", Long.toString(done))
                .get(path)
                .expect(200)
                .json();
        assertThat(completed.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(completed.path("assigneeId").asString()).isEqualTo(technician.id());

        JsonNode trace = world.owner()
                .with("X-Min-Position", Long.toString(done))
                .get("/api/v1/audit/trace/warm-1")
                .expect(200)
                .json();
        assertThat(trace.path("reports").path(0).path("deviceId").asString()).isEqualTo(device.id());
        assertThat(trace.path("reports")
                        .path(0)
                        .path("payload")
                        .path("messageId")
                        .asString())
                .isEqualTo("warm-1");
        assertThat(types(trace.path("steps")))
                .as("the report also brought the device online, before or after the alert")
                .contains("DeviceWentOnline")
                .filteredOn(type -> !type.equals("DeviceWentOnline"))
                .contains("AlertRaised", "AlertEscalated", "TicketOpened", "TicketAssigned", "TicketCompleted")
                .startsWith("AlertRaised");
        assertThat(kind(trace, "TicketClockStarted")).isEqualTo("TICKET");
        assertThat(kind(trace, "TimerSet")).isEqualTo("TIMER");
        assertThat(event(trace, "AlertRaised").path("triggerId"))
                .isEqualTo(trace.path("reports").path(0).path("eventId"));
        assertThat(trace.path("edges")).anySatisfy(edge -> {
            assertThat(edge.path("from"))
                    .isEqualTo(event(trace, "AlertTicketRequested").path("id"));
            assertThat(edge.path("to")).isEqualTo(event(trace, "TicketOpened").path("id"));
        });
        String cause = trace.path("reports").path(0).path("correlationId").asString();
        for (String caused : List.of("AlertRaised", "AlertEscalated", "TicketOpened")) {
            assertThat(event(trace, caused).path("correlationId").asString()).isEqualTo(cause);
        }
        assertThat(event(trace, "TicketAssigned").path("actor").path("id").asString())
                .isEqualTo(technician.id());
    }

    @Test
    void anAlertIsRetriggeredNeverDoubledAndResolvesByItselfAndTheNextOneNamesIt() {
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String first = world.awaitAlert(device, "ACTIVE").path("id").asString();
        device.report(10).expect(202);
        JsonNode retriggered = await().until(
                        () -> world.owner().get("/api/v1/alerts/" + first).json(),
                        alert -> alert.path("occurrences").asInt() == 2);
        assertThat(retriggered.path("value").asDouble()).isEqualTo(10);

        // Below the threshold, but not by the hysteresis: nothing changes.
        device.report(7.5).expect(202);
        device.report(6.5).expect(202);
        JsonNode resolved = world.awaitAlert(device, "RESOLVED");
        assertThat(resolved.path("id").asString()).isEqualTo(first);
        assertThat(resolved.path("value").asDouble()).isEqualTo(6.5);
        assertThat(resolved.has("resolvedBy")).isFalse();

        device.report(9.1).expect(202);
        JsonNode next = world.awaitAlert(device, "ACTIVE");
        assertThat(next.path("id").asString()).isNotEqualTo(first);
        assertThat(next.path("previousAlertId").asString()).isEqualTo(first);
        assertThat(items("/api/v1/alerts?device=" + device.id())).hasSize(2);
    }

    @Test
    void anOperatorAcknowledgesAndResolvesAndNothingUnresolves() {
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String path = "/api/v1/alerts/"
                + world.awaitAlert(device, "ACTIVE").path("id").asString();
        World.Member operator = world.memberWithId(Role.OPERATOR);

        long acknowledged = operator.api()
                .send("PUT", path + "/acknowledge", null)
                .expect(200)
                .position();
        JsonNode alert = operator.api()
                .with("X-Min-Position", Long.toString(acknowledged))
                .get(path)
                .json();
        assertThat(alert.path("status").asString()).isEqualTo("ACKNOWLEDGED");
        assertThat(alert.path("acknowledgedBy").asString()).isEqualTo(operator.id());
        assertThat(operator.api().post(path + "/acknowledge", null).expect(200).header("X-Position"))
                .as("a repetition changes nothing")
                .isEmpty();

        assertThat(operator.api()
                        .post(path + "/resolve", Map.of("note", "Looked at it"))
                        .expect(409)
                        .code())
                .isEqualTo("alert_still_breaching");
        operator.api()
                .send("PATCH", path + "/resolve", Map.of("note", "Sensor moved", "force", true))
                .expect(200);
        JsonNode resolved = world.awaitAlert(device, "RESOLVED");
        assertThat(resolved.path("resolvedBy").asString()).isEqualTo(operator.id());
        assertThat(resolved.path("resolutionNote").asString()).isEqualTo("Sensor moved");
        assertThat(operator.api().post(path + "/acknowledge", null).expect(409).code())
                .isEqualTo("alert_already_resolved");

        // Still too warm: no new alert before it has been normal once.
        device.report(9.2).expect(202);
        await().during(Duration.ofMillis(700))
                .until(() -> items("/api/v1/alerts?device=" + device.id()).size() == 1);
        device.report(4).expect(202);
        device.report(9.3).expect(202);
        world.awaitAlert(device, "ACTIVE");
    }

    @Test
    void afterAManualResolutionTheNextBreachRaisesAnewEvenWhileTheClearTimeRuns() {
        world.owner()
                .post(
                        "/api/v1/rules",
                        Map.of(
                                "name",
                                "Slow",
                                "type",
                                "HIGH_TEMP",
                                "metric",
                                "temperature",
                                "comparison",
                                "GT",
                                "threshold",
                                8,
                                "clearAfter",
                                "PT10M",
                                "severity",
                                "WARNING",
                                "deviceId",
                                device.id()))
                .expect(201);
        device.report(9).expect(202);
        String first = world.awaitAlert(device, "ACTIVE").path("id").asString();
        device.report(5).expect(202);
        await().until(() ->
                world.owner().get("/api/v1/alerts/" + first).text("condition").equals("CLEARED"));
        world.owner()
                .post("/api/v1/alerts/" + first + "/resolve", Map.of("note", "Door closed"))
                .expect(200);
        world.awaitAlert(device, "RESOLVED");
        device.report(9.5).expect(202);
        JsonNode next = world.awaitAlert(device, "ACTIVE");
        assertThat(next.path("previousAlertId").asString()).isEqualTo(first);
    }

    @Test
    void aReportThatComesTwiceIsStoredOnceAndLateReadingsChangeNoPresentState() {
        world.tooWarmRule(device);
        JsonNode stored = device.report("same", 5).expect(202).json();
        assertThat(stored.path("accepted").asInt()).isEqualTo(1);
        JsonNode repeated = device.report("same", 5).expect(202).json();
        assertThat(repeated.path("accepted").asInt()).isZero();
        assertThat(repeated.path("duplicates").asInt()).isEqualTo(1);
        assertThat(repeated.path("position")).isEqualTo(stored.path("position"));

        long late = device.api()
                .post(
                        "/api/v1/devices/" + device.id() + "/readings",
                        Map.of(
                                "readings",
                                List.of(Map.of(
                                        "metric", "temperature", "value", 30, "measuredAt", "2026-11-19T00:00:00Z"))))
                .expect(202)
                .position();
        var reader = world.owner().with("X-Min-Position", Long.toString(late));
        JsonNode latest = reader.get("/api/v1/devices/" + device.id() + "/readings/latest")
                .expect(200)
                .json();
        assertThat(latest.path("items")).hasSize(1);
        assertThat(latest.path("items").path(0).path("value").asDouble()).isEqualTo(5);
        JsonNode history = reader.get("/api/v1/devices/" + device.id() + "/readings?metric=temperature")
                .json();
        assertThat(StreamSupport.stream(history.path("items").spliterator(), false)
                        .map(reading -> reading.path("value").asDouble()))
                .containsExactly(5.0, 30.0);
        await().during(Duration.ofMillis(700))
                .until(() -> items("/api/v1/alerts?device=" + device.id()).isEmpty());
    }

    @Test
    void readingsWithoutATimeAreAllKeptEvenOfOneMetricInOneReport() {
        long stored = device.api()
                .post(
                        "/api/v1/devices/" + device.id() + "/readings",
                        Map.of(
                                "readings",
                                List.of(
                                        Map.of("metric", "temperature", "value", 1),
                                        Map.of("metric", "temperature", "value", 2),
                                        Map.of("metric", "humidity", "value", 3))))
                .expect(202)
                .position();
        JsonNode history = world.owner()
                .with("X-Min-Position", Long.toString(stored))
                .get("/api/v1/devices/" + device.id() + "/readings")
                .expect(200)
                .json();
        assertThat(history.path("items")).hasSize(3);
    }

    private JsonNode items(String path) {
        return world.owner().get(path).expect(200).json().path("items");
    }

    private static List<String> types(JsonNode steps) {
        return StreamSupport.stream(steps.spliterator(), false)
                .map(step -> step.path("event").path("type").asString())
                .toList();
    }

    private static String kind(JsonNode trace, String type) {
        return StreamSupport.stream(trace.path("steps").spliterator(), false)
                .filter(step -> step.path("event").path("type").asString().equals(type))
                .findFirst()
                .orElseThrow()
                .path("kind")
                .asString();
    }

    private static JsonNode event(JsonNode trace, String type) {
        return StreamSupport.stream(trace.path("steps").spliterator(), false)
                .map(step -> step.path("event"))
                .filter(event -> event.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
