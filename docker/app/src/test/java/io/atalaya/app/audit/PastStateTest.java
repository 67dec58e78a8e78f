package io.atalaya.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How things were at any moment, held against what Atalaya itself answered then. */
class PastStateTest {
    private static final int MOMENTS = 50;
    private static final List<String> TICKET_FIELDS = List.of(
            "id",
            "number",
            "title",
            "priority",
            "status",
            "assigneeId",
            "escalationLevel",
            "holdReason",
            "completionNote",
            "revision",
            "slaBreached");

    private final World world = World.on(Node.shared());
    private final Api auditor = world.member(Role.AUDITOR);

    /** What Atalaya answered after a step, and when that step was recorded. */
    private record Step(Instant first, Instant last, JsonNode view) {}

    @Test
    void aTicketAtRandomMomentsIsWhatItWasSaidToBe() {
        World.Member technician = world.memberWithId(Role.TECHNICIAN);
        Api api = technician.api();
        Api.Answer opened = api.post("/api/v1/tickets", Map.of("title", "Door", "priority", "LOW"))
                .expect(201);
        String path = "/api/v1/tickets/" + opened.text("id");
        List<Step> steps = new ArrayList<>(List.of(step(path, opened)));
        steps.add(step(path, api.post(path + "/assign", Map.of("assigneeId", technician.id()))));
        steps.add(step(path, api.post(path + "/start", null)));
        steps.add(step(path, api.post(path + "/hold", Map.of("reason", "Rain"))));
        steps.add(step(path, api.send("PUT", path, Map.of("title", "The door", "priority", "HIGH"))));
        steps.add(step(path, api.post(path + "/resume", null)));
        steps.add(step(path, api.post(path + "/complete", Map.of("note", "Shut"))));
        steps.add(step(path, api.post(path + "/reopen", null)));
        steps.add(step(path, api.post(path + "/cancel", Map.of("reason", "Sold"))));

        String state = "/api/v1/audit/state?type=ticket&id=" + opened.text("id");
        Instant begin = steps.getFirst().first();
        long span = Duration.between(begin, steps.getLast().last()).toMillis() + 50;
        Random random = new Random(20261121);
        int compared = 0;
        while (compared < MOMENTS) {
            Instant moment = begin.plusMillis(random.nextLong(span));
            List<Step> done =
                    steps.stream().filter(step -> !step.first().isAfter(moment)).toList();
            Step last = done.getLast();
            if (last.last().isAfter(moment)) {
                continue; // in the middle of it
            }
            JsonNode past = auditor.get(state + "&at=" + moment).expect(200).json();
            for (String field : TICKET_FIELDS) {
                String expected = last.view().path(field).asString("");
                assertThat(past.path(field).asString(field.equals("slaBreached") ? "false" : ""))
                        .as("%s at %s after %d steps", field, moment, done.size())
                        .isEqualTo(field.equals("revision") && done.size() < 5 ? "" : expected);
            }
            compared++;
        }
        assertThat(auditor.get(state + "&at=" + begin.minusMillis(1))
                        .expect(404)
                        .code())
                .isEqualTo("not_found");
    }

    @Test
    void anAlertAndItsDeviceCanBeSeenAsTheyWereAndWhatChangedSince() {
        World.Device device = world.device();
        world.tooWarmRule(device);
        device.report(9).expect(202);
        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        Instant active = lastOf(alert.path("id").asString());
        device.report(3).expect(202);
        JsonNode resolved = world.awaitAlert(device, "RESOLVED");
        Instant end = lastOf(alert.path("id").asString(), "AlertAutoResolved");
        String question = "type=ALERT&id=" + alert.path("id").asString();

        JsonNode then = auditor.get("/api/v1/audit/state?" + question + "&at=" + active)
                .expect(200)
                .json();
        for (String field : List.of(
                "id",
                "status",
                "condition",
                "handling",
                "severity",
                "deviceId",
                "ruleId",
                "value",
                "threshold",
                "occurrences",
                "raisedAt",
                "lastTriggeredAt")) {
            assertThat(then.path(field)).as(field).isEqualTo(alert.path(field));
        }
        JsonNode difference = auditor.get("/api/v1/audit/state/difference?" + question + "&at=" + active + "&to=" + end)
                .expect(200)
                .json();
        assertThat(difference.at("/before")).isEqualTo(then);
        assertThat(difference.at("/after/value")).isEqualTo(resolved.path("value"));
        assertThat(difference.path("changes"))
                .extracting(change -> change.path("path").asString() + ": "
                        + change.path("before").asString("") + " -> "
                        + change.path("after").asString(""))
                .contains("status: ACTIVE -> RESOLVED", "condition: ACTIVE -> CLEARED");
        JsonNode past = auditor.get("/api/v1/audit/state?type=Device&id=" + device.id())
                .expect(200)
                .json();
        assertThat(past.path("status").asString()).isEqualTo("ONLINE");
        assertThat(past.path("serialNumber").asString()).isEqualTo(device.serialNumber());
    }

    @Test
    void theWholeTenantsDashboardIsWhatTheListsSay() {
        JsonNode before = dashboard(null);
        Instant begin = newest();
        World.Device device = world.device();
        world.device();
        world.tooWarmRule(device);
        world.site("One");
        world.owner().post("/api/v1/tickets", Map.of("title", "T")).expect(201);
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");
        JsonNode after = await().until(
                        () -> dashboard(null),
                        seen -> seen.at("/devices/byStatus/ONLINE").asInt() == 1
                                && seen.at("/alerts/open").asInt() == 1);

        assertThat(after.at("/devices/total").asInt()).isEqualTo(2);
        assertThat(after.at("/devices/byStatus/OFFLINE").asInt()).isEqualTo(1);
        assertThat(after.at("/alerts/openBySeverity/CRITICAL").asInt()).isEqualTo(1);
        assertThat(after.at("/tickets/byStatus/NEW").asInt()).isPositive();
        assertThat(after.at("/rules/total").asInt()).isEqualTo(1);
        assertThat(after.at("/sites/total").asInt()).isEqualTo(1);
        assertThat(after.at("/members/byRole/AUDITOR").asInt()).isEqualTo(1);
        assertThat(after.at("/members/byRole/OWNER").asInt()).isEqualTo(1);
        assertThat(after.at("/tenant/name").asString()).isEqualTo("Tenant of a test");
        assertThat(dashboard(begin)).as("the past does not change").isEqualTo(before);
        assertThat(before.at("/devices/total").asInt()).isZero();
    }

    @Test
    void aMembershipIsKnownByItsUser() {
        World.Member member = world.memberWithId(Role.OPERATOR);
        Instant then = await().until(this::newestMembership, at -> at.isAfter(Instant.EPOCH));
        JsonNode past = auditor.get("/api/v1/audit/state?type=membership&id=" + member.id() + "&at=" + then)
                .expect(200)
                .json();
        assertThat(past.path("role").asString()).isEqualTo("OPERATOR");
        long removed = world.owner()
                .send("DELETE", "/api/v1/tenants/" + world.tenantId() + "/members/" + member.id(), null)
                .expect(204)
                .position();
        JsonNode now = auditor.with("X-Min-Position", Long.toString(removed))
                .get("/api/v1/audit/state?type=membership&id=" + member.id())
                .expect(200)
                .json();
        assertThat(now.path("removed").asBoolean()).isTrue();
    }

    @Test
    void whatIsAnotherTenantsNeverWasAndNonsenseIsRefused() {
        World other = World.on(Node.shared());
        World.Device device = other.device();
        auditor.get("/api/v1/audit/state?type=device&id=" + device.id()).expect(404);
        for (String wrong : List.of(
                "type=device",
                "id=" + device.id(),
                "type=house&id=" + device.id(),
                "type=device&id=x",
                "at=yesterday",
                "asOf=rumoured")) {
            assertThat(auditor.get("/api/v1/audit/state?" + wrong).expect(400).code())
                    .as(wrong)
                    .isEqualTo("invalid_request");
        }
        world.member(Role.VIEWER).get("/api/v1/audit/state").expect(403);
    }

    private Instant newestMembership() {
        return newestOf("?type=MemberAdded&limit=1");
    }

    private Instant newest() {
        return newestOf("?limit=1");
    }

    private Instant newestOf(String question) {
        JsonNode newest = auditor.get("/api/v1/audit/events" + question)
                .expect(200)
                .json()
                .at("/items/0/at");
        return newest.isMissingNode() ? Instant.EPOCH : Instant.parse(newest.asString());
    }

    private Instant lastOf(String aggregateId) {
        return await().until(() -> newestOf("?limit=1&aggregateId=" + aggregateId), at -> at.isAfter(Instant.EPOCH));
    }

    private Instant lastOf(String aggregateId, String type) {
        return await().until(
                        () -> newestOf("?limit=1&aggregateId=" + aggregateId + "&type=" + type),
                        at -> at.isAfter(Instant.EPOCH));
    }

    private JsonNode dashboard(@Nullable Instant at) {
        return auditor.get("/api/v1/audit/state" + (at == null ? "" : "?at=" + at))
                .expect(200)
                .json();
    }

    /** The events of a step are those behind the ones of the step before. */
    private Step step(String path, Api.Answer done) {
        String position = Long.toString(done.position());
        JsonNode view = world.owner()
                .with("X-Min-Position", position)
                .get(path)
                .expect(200)
                .json();
        JsonNode events = auditor.with("X-Min-Position", position)
                .get("/api/v1/audit/events?aggregateId=" + view.path("id").asString() + "&limit=1000")
                .expect(200)
                .json()
                .path("items");
        List<Instant> times = new ArrayList<>();
        String command = events.path(0).path("causationId").asString();
        events.forEach(event -> {
            if (event.path("causationId").asString().equals(command)) {
                times.add(Instant.parse(event.path("at").asString()));
            }
        });
        return new Step(times.getLast(), times.getFirst(), view);
    }
}
