package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tickets over HTTP: from opening to the end, with the time that runs, and together with their alerts. */
class TicketStoryTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final World world = World.on(Node.shared());
    private final World.Member technician = world.memberWithId(Role.TECHNICIAN);

    @Test
    void aTicketLivesItsLifeAndItsHistoryTellsIt() {
        String id = open("Compressor is loud", "HIGH");
        JsonNode fresh = ticket(id);
        assertThat(fresh.path("status").asString()).isEqualTo("NEW");
        assertThat(fresh.path("goal").asString()).isEqualTo("OWN");
        Instant openedAt = Instant.parse(fresh.path("openedAt").asString());
        assertThat(Instant.parse(fresh.path("dueAt").asString()))
                .isBetween(openedAt.plus(Duration.ofMinutes(59)), openedAt.plus(Duration.ofMinutes(61)));

        act(id, "assign", Map.of("assigneeId", technician.id()));
        act(id, "start", null);
        act(id, "hold", Map.of("reason", "Waiting for a bearing"));
        JsonNode held = ticket(id);
        assertThat(held.path("status").asString()).isEqualTo("ON_HOLD");
        assertThat(held.path("holdReason").asString()).isEqualTo("Waiting for a bearing");
        assertThat(held.has("dueAt")).isFalse();
        assertThat(Duration.parse(held.path("timeLeft").asString()))
                .isBetween(Duration.ofHours(7), Duration.ofHours(8));
        act(id, "resume", null);
        assertThat(ticket(id).path("status").asString()).isEqualTo("IN_PROGRESS");
        act(id, "complete", Map.of("note", "Bearing replaced"));
        act(id, "reopen", Map.of("reason", "Loud again"));
        assertThat(ticket(id).path("status").asString()).isEqualTo("ASSIGNED");
        act(id, "start", null);
        act(id, "complete", Map.of("note", "Compressor replaced"));
        act(id, "close", null);
        JsonNode closed = ticket(id);
        assertThat(closed.path("status").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("closedBecause").asString()).isEqualTo("BY_HAND");
        assertThat(closed.path("completionNote").asString()).isEqualTo("Compressor replaced");
        assertThat(technician.api().post(path(id) + "/reopen", null).expect(409).code())
                .isEqualTo("ticket_transition_refused");

        List<String> types = history(id);
        assertThat(types)
                .filteredOn(type -> !type.startsWith("Timer") && !type.startsWith("TicketClock"))
                .containsExactly(
                        "TicketOpened",
                        "TicketAssigned",
                        "TicketStarted",
                        "TicketHeld",
                        "TicketResumed",
                        "TicketCompleted",
                        "TicketReopened",
                        "TicketStarted",
                        "TicketCompleted",
                        "TicketClosed");
        assertThat(types).filteredOn("TimerSet"::equals).hasSize(10);
        assertThat(types)
                .filteredOn("TimerCancelled"::equals)
                .as("none was left")
                .hasSize(10);
    }

    @Test
    void whatATicketSaysIsReplacedByWhoKnowsWhatItSaid() {
        String id = open("Loud", "LOW");
        Map<String, Object> change = Map.of("title", "Very loud", "priority", "URGENT", "revision", 1);
        technician.api().send("PUT", path(id), change).expect(200);
        assertThat(technician
                        .api()
                        .send("PUT", path(id), Map.of("title", "Quiet", "priority", "LOW", "revision", 1))
                        .expect(409)
                        .code())
                .isEqualTo("ticket_revision_outdated");
        JsonNode changed = await().until(
                        () -> ticket(id), ticket -> ticket.path("revision").asInt() == 2);
        assertThat(changed.path("title").asString()).isEqualTo("Very loud");
        assertThat(changed.path("priority").asString()).isEqualTo("URGENT");
        assertThat(Instant.parse(changed.path("dueAt").asString()))
                .isBefore(Instant.parse(changed.path("openedAt").asString()).plus(Duration.ofMinutes(31)));
    }

    @Test
    void timeThatIsUpWarnsAndEscalatesToTheOwnerLevelByLevel() {
        serve(Map.of("targets", Map.of("HIGH", Map.of("own", "PT5S", "repair", "PT1S")), "maxEscalationLevel", 2));
        String id = open("Nobody cares", "HIGH");
        JsonNode escalated = await().atMost(SOON)
                .until(
                        () -> ticket(id),
                        ticket -> ticket.path("escalationLevel").asInt() == 2);
        assertThat(escalated.path("slaBreached").asBoolean()).isTrue();
        assertThat(escalated.path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(escalated.path("assigneeId").asString())
                .isEqualTo(world.owner().get("/api/v1/auth/me").text("id"));
        await().atMost(SOON)
                .until(() -> history(id).stream().filter("SlaBreached"::equals).count() == 3);
        List<String> types = history(id);
        assertThat(types)
                .as("a warning that comes no sooner than the end is none")
                .filteredOn("TicketSlaWarned"::equals)
                .hasSizeBetween(1, 3);
        assertThat(types).filteredOn("TicketEscalated"::equals).hasSize(2);
        assertThat(types.indexOf("TicketSlaWarned")).isLessThan(types.indexOf("SlaBreached"));

        for (String filter : List.of("breached=true", "overdue=true", "assignee=" + ownerId(), "status=ASSIGNED")) {
            assertThat(ids(filter)).as(filter).containsExactly(id);
        }
        assertThat(ids("breached=false")).isEmpty();
        assertThat(ids("overdue=false")).isEmpty();
    }

    @Test
    void aCompletedTicketClosesByItself() {
        serve(Map.of("autoCloseAfter", "PT1S"));
        String id = open("Quickly done", "LOW");
        act(id, "assign", Map.of("assigneeId", technician.id()));
        act(id, "complete", null);
        JsonNode closed = awaitStatus(id, "CLOSED");
        assertThat(closed.path("closedBecause").asString()).isEqualTo("UNCONTESTED");
    }

    @Test
    void serviceLevelsAreTheStandardUntilTheOwnerSaysOtherwise() {
        String path = "/api/v1/tenants/" + world.tenantId() + "/service-levels";
        JsonNode standard = await().until(() -> technician.api().get(path), answer -> answer.status() == 200)
                .json();
        assertThat(standard.at("/targets/URGENT/own").asString()).isEqualTo("PT30M");
        assertThat(standard.at("/calendar/timeZone").asString()).isEqualTo("UTC");
        Map<String, Object> levels = Map.of(
                "calendar",
                Map.of(
                        "timeZone", "Europe/Madrid",
                        "workingHours", Map.of("MONDAY", List.of(Map.of("from", "08:00", "to", "17:30"))),
                        "holidays", List.of("2026-12-25")));
        technician.api().send("PUT", path, levels).expect(403);
        long position = world.owner().send("PUT", path, levels).expect(200).position();
        JsonNode changed = technician
                .api()
                .with("X-Min-Position", Long.toString(position))
                .get(path)
                .expect(200)
                .json();
        assertThat(LocalTime.parse(
                        changed.at("/calendar/workingHours/MONDAY/0/to").asString()))
                .isEqualTo(LocalTime.of(17, 30));
        assertThat(changed.at("/calendar/holidays/0").asString()).isEqualTo("2026-12-25");
        assertThat(changed.at("/targets/URGENT/own").asString()).isEqualTo("PT30M");
        assertThat(world.owner().send("PUT", path, levels).expect(200).header("X-Position"))
                .as("a repetition changes nothing")
                .isEmpty();
        Map<String, Object> never = Map.of(
                "calendar", Map.of("timeZone", "Europe/Madrid", "workingHours", Map.of(), "holidays", List.of()));
        assertThat(world.owner()
                        .send("PUT", path, never)
                        .expect(400)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("calendar.workingHours");
    }

    @Test
    void aTicketThatIsCompleteWhileItIsStillWarmClosesWhenItHasCooledDown() {
        World.Device device = world.device();
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        String id = awaitTicketOf(alert);
        act(id, "assign", Map.of("assigneeId", technician.id()));
        act(id, "start", null);
        act(id, "complete", Map.of("note", "Door closed"));
        await().during(Duration.ofMillis(700))
                .until(() -> alert(alert).path("status").asString().equals("ACTIVE")
                        && ticket(id).path("status").asString().equals("COMPLETED"));
        device.report(3).expect(202);
        world.awaitAlert(device, "RESOLVED");
        assertThat(awaitStatus(id, "CLOSED").path("closedBecause").asString()).isEqualTo("ALERT_RESOLVED");
    }

    @Test
    void completingATicketResolvesItsAlertIfItHasCooledDown() {
        World.Device device = world.device();
        Map<String, Object> slow = new LinkedHashMap<>(World.aRule(Map.of("deviceId", device.id())));
        slow.put("clearAfter", "PT10M");
        world.owner().post("/api/v1/rules", slow).expect(201);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        String id = awaitTicketOf(alert);
        act(id, "assign", Map.of("assigneeId", technician.id()));
        device.report(3).expect(202);
        await().until(() -> alert(alert).path("condition").asString().equals("CLEARED"));
        act(id, "complete", Map.of("note", "Door closed"));
        JsonNode resolved = world.awaitAlert(device, "RESOLVED");
        assertThat(resolved.path("resolvedBy").asString()).isEqualTo(technician.id());
        assertThat(resolved.path("resolutionNote").asString()).isEqualTo("Door closed");
        assertThat(ticket(id).path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void anAlertThatResolvesByItselfCancelsAnUntouchedTicketAndAnnotatesAStartedOne() {
        World.Device cell = world.device();
        World.Device freezer = world.device();
        world.tooWarmRule(cell);
        world.tooWarmRule(freezer);
        cell.report(9).expect(202);
        freezer.report(9).expect(202);
        String untouched =
                awaitTicketOf(world.awaitAlert(cell, "ACTIVE").path("id").asString());
        String started =
                awaitTicketOf(world.awaitAlert(freezer, "ACTIVE").path("id").asString());
        act(started, "assign", Map.of("assigneeId", technician.id()));
        act(started, "start", null);
        cell.report(3).expect(202);
        freezer.report(3).expect(202);
        assertThat(awaitStatus(untouched, "CANCELLED").path("cancelReason").asString())
                .isEqualTo("The alert has resolved by itself");
        JsonNode annotated = await().until(() -> ticket(started), ticket -> ticket.has("note"));
        assertThat(annotated.path("note").asString()).isEqualTo("The alert has resolved by itself");
        assertThat(annotated.path("status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(ids("device=" + cell.id())).containsExactly(untouched);
    }

    @Test
    void whoeverCannotSeeATicketIsNotGivenIt() {
        String kitchen = world.site("Kitchen");
        String cellar = world.site("Cellar");
        World.Member inTheCellar = world.memberWithId(Role.TECHNICIAN, cellar);
        World.Member operator = world.memberWithId(Role.OPERATOR);
        String id = world.owner()
                .post(
                        "/api/v1/tickets",
                        Map.of("title", "T", "deviceId", world.deviceAt(kitchen).id()))
                .expect(201)
                .text("id");
        assertThat(refusal(id, inTheCellar.id())).isEqualTo("assignee_not_on_site");
        assertThat(refusal(id, operator.id())).isEqualTo("assignee_may_not_work");
        assertThat(refusal(
                        id,
                        World.on(Node.shared()).memberWithId(Role.TECHNICIAN).id()))
                .isEqualTo("assignee_not_a_member");
    }

    @Test
    void listsComeInPages() {
        List<String> opened = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            opened.addFirst(open("Ticket " + count, count % 2 == 0 ? "LOW" : "HIGH"));
        }
        opened.forEach(this::ticket);
        JsonNode first = get("/api/v1/tickets?limit=3");
        JsonNode second =
                get("/api/v1/tickets?limit=3&cursor=" + first.path("nextCursor").asString());
        List<String> listed = new ArrayList<>(ids(first));
        listed.addAll(ids(second));
        assertThat(listed).isEqualTo(opened);
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(ids("priority=LOW")).hasSize(3);
        JsonNode page = get(path(opened.getFirst()) + "/history?limit=1");
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.has("nextCursor")).isTrue();
    }

    private String open(String title, String priority) {
        Api.Answer answer = world.owner()
                .post("/api/v1/tickets", Map.of("title", title, "priority", priority))
                .expect(201);
        String id = answer.text("id");
        world.owner()
                .with("X-Min-Position", answer.header("X-Position"))
                .get(path(id))
                .expect(200);
        return id;
    }

    /** Waits until the read model shows it. */
    private void act(String id, String what, @Nullable Object body) {
        String position =
                technician.api().post(path(id) + "/" + what, body).expect(200).header("X-Position");
        technician.api().with("X-Min-Position", position).get(path(id)).expect(200);
    }

    private String refusal(String id, String assigneeId) {
        return world.owner()
                .post(path(id) + "/assign", Map.of("assigneeId", assigneeId))
                .expect(409)
                .code();
    }

    private void serve(Map<String, Object> levels) {
        world.owner()
                .send("PUT", "/api/v1/tenants/" + world.tenantId() + "/service-levels", levels)
                .expect(200);
    }

    private JsonNode ticket(String id) {
        return get(path(id));
    }

    private JsonNode alert(String id) {
        return get("/api/v1/alerts/" + id);
    }

    private JsonNode awaitStatus(String id, String status) {
        return await().atMost(SOON)
                .until(
                        () -> ticket(id),
                        ticket -> ticket.path("status").asString().equals(status));
    }

    private String awaitTicketOf(String alert) {
        return await().atMost(SOON)
                .until(() -> ids("alert=" + alert), found -> found.size() == 1)
                .getFirst();
    }

    /** Oldest first, once the audit trail has caught up. */
    private List<String> history(String id) {
        String position = Long.toString(Node.shared()
                .jdbc()
                .sql("select max(global_index) from domain_event where aggregate_identifier = :id")
                .param("id", id)
                .query(Long.class)
                .single());
        List<String> types = new ArrayList<>();
        world.owner()
                .with("X-Min-Position", position)
                .get(path(id) + "/history?limit=1000")
                .expect(200)
                .json()
                .path("items")
                .forEach(entry -> types.addFirst(entry.path("type").asString()));
        return types;
    }

    private List<String> ids(String filter) {
        return ids(get("/api/v1/tickets?" + filter));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(ticket -> ticket.path("id").asString())
                .toList();
    }

    private JsonNode get(String path) {
        return world.owner().get(path).expect(200).json();
    }

    private String ownerId() {
        return world.owner().get("/api/v1/auth/me").text("id");
    }

    private static String path(String id) {
        return "/api/v1/tickets/" + id;
    }
}
