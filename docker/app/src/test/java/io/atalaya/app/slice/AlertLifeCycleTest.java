package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do with alerts over HTTP, and what then happens by itself, with a policy whose times are short. */
class AlertLifeCycleTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final World world = World.on(Node.shared());
    private final World.Member operator = world.memberWithId(Role.OPERATOR);
    private final World.Device device = world.device();

    @Test
    void peopleAreToldAgainUntilSomebodyAcknowledgesAndAgainWhenThatLapses() {
        tell(Map.of("repeatEvery", "PT1S", "repeats", 5, "escalateAfter", "PT1H"), "PT2S");
        String alert = raise();
        await().atMost(SOON).until(() -> count(alert, "AlertPaged") >= 2);
        act(alert, "acknowledge", null);
        long told = count(alert, "AlertPaged");
        assertThat(told).isBetween(2L, 4L);
        JsonNode lapsed =
                awaitAlert(alert, found -> found.path("handling").asString().equals("UNACKNOWLEDGED"));
        assertThat(lapsed.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(lapsed.has("acknowledgedBy")).isFalse();
        await().atMost(SOON).until(() -> count(alert, "AlertPaged") > told);
        List<JsonNode> history = history(alert);
        assertThat(between(history, "AlertAcknowledged", "AlertUnacknowledged"))
                .as("nobody is told while somebody is looking after it")
                .doesNotContain("AlertPaged");
        assertThat(history)
                .filteredOn(entry -> type(entry).equals("AlertUnacknowledged"))
                .extracting(entry -> entry.path("details").path("reason").asString())
                .containsExactly("LAPSED");
        assertThat(history)
                .filteredOn(entry -> type(entry).equals("AlertPaged"))
                .extracting(entry -> entry.path("details").path("page").asInt())
                .as("each page counts up")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void peopleAreToldSixTimesAtMost() {
        tell(Map.of("repeatEvery", "PT0.05S", "repeats", 5, "escalateAfter", "PT1H"), "PT1H");
        String alert = raise();
        await().atMost(SOON).until(() -> count(alert, "AlertPaged") == 6);
        await().during(Duration.ofMillis(700)).until(() -> count(alert, "AlertPaged") == 6);
        assertThat(pending(alert)).containsExactly("ESCALATION");
    }

    @Test
    void aShelvedAlertIsQuietIsEvaluatedOnAndComesBackByItself() {
        String alert = raise();
        Instant until = now().plus(Duration.ofSeconds(2));
        act(alert, "shelve", Map.of("until", until.toString(), "reason", "Defrosting"));
        JsonNode shelved = awaitAlert(alert, found -> suppression(found).equals("SHELVED"));
        assertThat(Instant.parse(shelved.path("shelvedUntil").asString())).isEqualTo(until);
        assertThat(shelved.path("shelveReason").asString()).isEqualTo("Defrosting");
        assertThat(pending(alert)).containsExactly("SHELVING");
        assertThat(listed("suppression=SHELVED")).containsExactly(alert);
        device.report(10).expect(202);
        awaitAlert(alert, found -> found.path("occurrences").asInt() == 2);

        JsonNode back = awaitAlert(alert, found -> suppression(found).equals("NONE"));
        assertThat(back.has("shelvedUntil")).isFalse();
        assertThat(pending(alert)).contains("ESCALATION", "PAGING");
        assertThat(between(history(alert), "AlertShelved", "AlertUnshelved"))
                .doesNotContain("AlertPaged", "AlertEscalated");
        assertThat(listed("suppression=SHELVED")).isEmpty();
    }

    @Test
    void whatIsShelvedCanBeTakenBackAndResolvesByItselfMeanwhile() {
        String alert = raise();
        Map<String, String> request =
                Map.of("until", now().plus(Duration.ofDays(1)).toString(), "reason", "Defrosting");
        act(alert, "shelve", request);
        act(alert, "unshelve", null);
        awaitAlert(alert, found -> suppression(found).equals("NONE"));
        act(alert, "shelve", request);
        device.report(3).expect(202);
        world.awaitAlert(device, "RESOLVED");
        assertThat(pending(alert)).isEmpty();
        assertThat(refusal(alert, "shelve", request)).isEqualTo("alert_already_resolved");
        assertThat(refusal(alert, "comments", Map.of("text", "Too late"))).isEqualTo("alert_already_resolved");
    }

    @Test
    void nothingIsShelvedIntoThePastForTooLongOrWithoutAReason() {
        String alert = raise();
        String path = "/api/v1/alerts/" + alert + "/shelve";
        for (Instant wrong : List.of(now(), now().plus(Duration.ofDays(31)))) {
            assertThat(operator.api()
                            .post(path, Map.of("until", wrong.toString(), "reason", "Holidays"))
                            .expect(400)
                            .json()
                            .at("/errors/0/field")
                            .asString())
                    .isEqualTo("until");
        }
        operator.api()
                .post(path, Map.of("until", now().plusSeconds(60).toString(), "reason", " "))
                .expect(400);
    }

    @Test
    void anAlertIsAssignedAndTakenAwayAgain() {
        String alert = raise();
        act(alert, "assign", Map.of("assigneeId", operator.id()));
        JsonNode assigned = awaitAlert(alert, found -> found.has("assigneeId"));
        assertThat(assigned.path("assigneeId").asString()).isEqualTo(operator.id());
        assertThat(listed("assignee=" + operator.id())).containsExactly(alert);
        String stranger = world.account("Stranger").id();
        assertThat(refusal(alert, "assign", Map.of("assigneeId", stranger))).isEqualTo("assignee_not_a_member");
        String auditor = world.memberWithId(Role.AUDITOR).id();
        assertThat(refusal(alert, "assign", Map.of("assigneeId", auditor))).isEqualTo("assignee_may_not_work");
        act(alert, "assign", Map.of());
        awaitAlert(alert, found -> !found.has("assigneeId"));
        assertThat(listed("assignee=" + operator.id())).isEmpty();
    }

    @Test
    void whatPeopleSayAboutAnAlertIsKept() {
        String alert = raise();
        String path = "/api/v1/alerts/" + alert + "/comments";
        String first = operator.api()
                .post(path, Map.of("text", "The door was open yesterday, too"))
                .expect(201)
                .text("id");
        long position = world.owner()
                .post(path, Map.of("text", "Then somebody should close it"))
                .expect(201)
                .position();
        JsonNode comments = operator.api()
                .with("X-Min-Position", Long.toString(position))
                .get(path)
                .expect(200)
                .json()
                .path("items");
        assertThat(comments).hasSize(2);
        assertThat(comments.path(0).path("text").asString()).isEqualTo("Then somebody should close it");
        assertThat(comments.path(1).path("id").asString()).isEqualTo(first);
        assertThat(comments.path(1).path("userId").asString()).isEqualTo(operator.id());
        operator.api().post(path, Map.of("text", "x".repeat(4001))).expect(400);
        world.member(Role.TECHNICIAN).post(path, Map.of("text", "Mine")).expect(403);
    }

    @Test
    void maintenanceSuppressesTheAlertsOfItsDevicesFromItsBeginningToItsEnd() {
        String site = world.site("Kitchen");
        World.Device there = world.deviceAt(site);
        world.tooWarmRule(there);
        there.report(9).expect(202);
        String before = world.awaitAlert(there, "ACTIVE").path("id").asString();
        String elsewhere = raise();

        String maintenance = plan(Map.of("siteId", site), Duration.ofSeconds(1), Duration.ofSeconds(4));
        awaitAlert(before, found -> suppression(found).equals("MAINTENANCE"));
        assertThat(listed("suppression=MAINTENANCE")).containsExactly(before);
        assertThat(suppression(alert(elsewhere))).isEqualTo("NONE");
        assertThat(maintenanceStatus(maintenance)).isEqualTo("UNDER_WAY");

        awaitAlert(before, found -> suppression(found).equals("NONE"));
        assertThat(between(history(before), "AlertInhibited", "AlertInhibitionLifted"))
                .doesNotContain("AlertPaged", "AlertEscalated");
        await().atMost(SOON).until(() -> maintenanceStatus(maintenance).equals("ENDED"));
    }

    @Test
    void anAlertThatIsRaisedDuringMaintenanceTellsNobodyUntilThatIsCalledOff() {
        String maintenance = plan(Map.of("deviceId", device.id()), Duration.ZERO, Duration.ofHours(1));
        String alert = raise();
        awaitAlert(alert, found -> suppression(found).equals("MAINTENANCE"));
        await().during(Duration.ofMillis(500)).until(() -> count(alert, "AlertPaged") == 0);
        operator.api()
                .send("DELETE", "/api/v1/maintenance-windows/" + maintenance, null)
                .expect(403);
        world.owner()
                .send("DELETE", "/api/v1/maintenance-windows/" + maintenance, null)
                .expect(204);
        await().atMost(SOON).until(() -> count(alert, "AlertPaged") == 1);
        assertThat(suppression(alert(alert))).isEqualTo("NONE");
        assertThat(maintenanceStatus(maintenance)).isEqualTo("ENDED");
    }

    @Test
    void theLevelsOfThePolicySayWhoIsToldAndWhetherThereIsATicket() {
        put(Map.of(
                        "levels",
                        List.of(
                                Map.of("roles", List.of("OPERATOR"), "escalateAfter", "PT1S"),
                                Map.of("userIds", List.of(operator.id()), "escalateAfter", "PT1S", "openTicket", false),
                                Map.of("roles", List.of("OWNER"), "urgent", true, "openTicket", true))))
                .expect(200);
        String alert = raise();
        JsonNode risen = awaitAlert(alert, found -> found.has("ticketId"));
        assertThat(risen.path("escalationLevel").asInt()).isEqualTo(2);
        await().atMost(SOON).until(() -> count(alert, "AlertPaged") == 3);
        List<JsonNode> pages = history(alert).stream()
                .filter(entry -> type(entry).equals("AlertPaged"))
                .map(entry -> entry.path("details"))
                .toList();
        assertThat(pages.get(0).at("/roles/0").asString()).isEqualTo("OPERATOR");
        assertThat(pages.get(1).path("roles")).isEmpty();
        assertThat(pages.get(1).at("/userIds/0").asString()).isEqualTo(operator.id());
        assertThat(pages.get(2).path("urgent").asBoolean()).isTrue();
        assertThat(pending(alert)).containsExactly("PAGING");
    }

    @Test
    void thePolicyIsTheStandardUntilTheOwnerSaysOtherwise() {
        String path = "/api/v1/tenants/" + world.tenantId() + "/escalation-policy";
        JsonNode standard = await().until(() -> operator.api().get(path), answer -> answer.status() == 200)
                .json();
        assertThat(standard.path("levels")).hasSize(4);
        assertThat(standard.at("/levels/0/repeats").asInt()).isEqualTo(5);
        assertThat(standard.path("acknowledgementLapse").asString()).isEqualTo("PT30M");
        Map<String, Object> policy = Map.of("acknowledgementLapse", "PT5M", "levels", List.of(Map.of("repeats", 0)));
        operator.api().send("PUT", path, policy).expect(403);
        long position = put(policy).expect(200).position();
        JsonNode changed = operator.api()
                .with("X-Min-Position", Long.toString(position))
                .get(path)
                .json();
        assertThat(changed.path("levels")).hasSize(1);
        assertThat(changed.at("/levels/0/roles/0").asString()).isEqualTo("OPERATOR");
        assertThat(changed.at("/levels/0/repeats").asInt()).isZero();
        assertThat(changed.path("acknowledgementLapse").asString()).isEqualTo("PT5M");
        assertThat(put(policy).expect(200).header("X-Position"))
                .as("a repetition changes nothing")
                .isEmpty();
        assertThat(wrongField(Map.of("levels", List.of()))).isEqualTo("levels");
        assertThat(wrongField(Map.of("levels", List.of(Map.of("repeats", 6))))).isEqualTo("levels[0].repeats");
        assertThat(wrongField(Map.of("levels", List.of(Map.of("roles", List.of("DEVICE"))))))
                .isEqualTo("levels[0].roles");
        assertThat(wrongField(Map.of("levels", List.of(Map.of("escalateAfter", "PT1H")))))
                .isEqualTo("levels[0].escalateAfter");
        for (String holes : List.of("[null]", "[{\"roles\": [null]}]", "[{\"userIds\": [null]}]")) {
            world.owner().send("PUT", path, "{\"levels\": " + holes + "}").expect(400);
        }
        assertThat(wrongField(Map.of("acknowledgementLapse", "PT0S"))).isEqualTo("acknowledgementLapse");
        assertThat(wrongField(Map.of(
                        "levels",
                        List.of(Map.of(
                                "userIds", List.of(world.account("Stranger").id()))))))
                .isEqualTo("levels[0].userIds");
    }

    private void tell(Map<String, Object> level, String acknowledgementLapse) {
        put(Map.of("levels", List.of(level, Map.of()), "acknowledgementLapse", acknowledgementLapse))
                .expect(200);
    }

    private Api.Answer put(Map<String, Object> policy) {
        return world.owner().send("PUT", "/api/v1/tenants/" + world.tenantId() + "/escalation-policy", policy);
    }

    private String wrongField(Map<String, Object> policy) {
        return put(policy).expect(400).json().at("/errors/0/field").asString();
    }

    private String raise() {
        world.tooWarmRule(device);
        device.report(9).expect(202);
        return world.awaitAlert(device, "ACTIVE").path("id").asString();
    }

    private String plan(Map<String, String> scope, Duration from, Duration to) {
        Map<String, String> request = new HashMap<>(scope);
        request.put("from", now().plus(from).toString());
        request.put("to", now().plus(to).toString());
        request.put("reason", "New compressor");
        return world.owner()
                .post("/api/v1/maintenance-windows", request)
                .expect(201)
                .text("id");
    }

    private String maintenanceStatus(String id) {
        return operator.api()
                .get("/api/v1/maintenance-windows/" + id)
                .expect(200)
                .text("status");
    }

    private void act(String alert, String what, @Nullable Object body) {
        operator.api().post("/api/v1/alerts/" + alert + "/" + what, body).expect(200);
    }

    private String refusal(String alert, String what, Object body) {
        return operator.api()
                .post("/api/v1/alerts/" + alert + "/" + what, body)
                .expect(409)
                .code();
    }

    private static Instant now() {
        return Node.shared().bean(Clock.class).instant();
    }

    private JsonNode alert(String id) {
        return operator.api().get("/api/v1/alerts/" + id).expect(200).json();
    }

    private JsonNode awaitAlert(String id, Predicate<JsonNode> as) {
        return await().atMost(SOON).until(() -> alert(id), as);
    }

    private static String suppression(JsonNode alert) {
        return alert.path("suppression").asString();
    }

    private List<String> listed(String filter) {
        return stream(operator.api()
                        .get("/api/v1/alerts?" + filter)
                        .expect(200)
                        .json()
                        .path("items"))
                .map(found -> found.path("id").asString())
                .toList();
    }

    /** Everything that happened to it up to now, oldest first; histories and alerts follow the log each at its own pace. */
    private List<JsonNode> history(String alert) {
        JsonNode page = operator.api()
                .with("X-Min-Position", Long.toString(Node.shared().lastPosition()))
                .get("/api/v1/alerts/" + alert + "/history?limit=1000")
                .expect(200)
                .json();
        return stream(page.path("items")).toList().reversed();
    }

    private long count(String alert, String type) {
        return history(alert).stream().filter(entry -> type(entry).equals(type)).count();
    }

    /** The timers that are set and have neither fired nor been cancelled. */
    private Set<String> pending(String alert) {
        Node.shared().awaitCaughtUp();
        Map<Integer, String> set = new TreeMap<>();
        for (JsonNode entry : history(alert)) {
            int generation = entry.path("details").path("generation").asInt();
            switch (type(entry)) {
                case "TimerSet" ->
                    set.put(generation, entry.path("details").path("timer").asString());
                case "TimerFired", "TimerCancelled" -> set.remove(generation);
                default -> {}
            }
        }
        return new TreeSet<>(set.values());
    }

    private static List<String> between(List<JsonNode> history, String from, String to) {
        List<String> types = history.stream().map(AlertLifeCycleTest::type).toList();
        return types.subList(types.indexOf(from), types.indexOf(to));
    }

    private static String type(JsonNode entry) {
        return entry.path("type").asString();
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
