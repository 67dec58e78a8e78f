package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.query.FewAtOnce;
import io.atalaya.query.rules.whatif.WhatIfPlaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Rules that are tried on what was reported, over HTTP. */
class WhatIfStoryTest {
    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final Api owner = world.owner();
    private final World.Device device = world.device();
    private final Instant begin =
            node.bean(Clock.class).instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(3));

    @Test
    void aRuleThatIsTriedOnThePastSaysWhatItSaidThen() {
        String rule = owner.post("/api/v1/rules", """
                        {"name": "Warm or damp", "type": "MOULD", "severity": "WARNING", "join": "ANY",
                         "holdFor": "PT1M", "clearAfter": "PT2M", "conditions": [
                            {"metric": "temperature", "comparison": "GT", "threshold": 8, "hysteresis": 1},
                            {"metric": "humidity", "comparison": "GTE", "threshold": 70, "hysteresis": 5}]}""").expect(201).text("id");
        Random random = new Random(7);
        boolean warm = false;
        int turn = 7;
        for (int minute = 0; minute < 120; minute++) {
            // Long enough to raise and to clear, and in the end too often to be calm.
            if (minute == turn || minute > 100) {
                warm = !warm;
                turn = minute + 7 + random.nextInt(5);
            }
            Map<String, Object> measured = new LinkedHashMap<>();
            measured.put("temperature", (warm ? 9 : 5) + random.nextInt(2));
            if (random.nextBoolean()) {
                measured.put("humidity", minute > 60 && minute < 64 ? 71 : 60);
            }
            report(minute, measured);
        }
        node.awaitCaughtUp();
        List<String> raised = raisedOf(device);

        JsonNode answer = tried(rule, Map.of("from", begin.toString()));

        assertThat(raised.size()).isGreaterThan(2);
        assertThat(sequence(answer)).isEqualTo(raised);
        JsonNode totals = answer.path("totals");
        assertThat(totals.path("alerts").asInt()).isEqualTo(raised.size());
        assertThat(totals.path("alertsRaised").asInt()).isEqualTo(raised.size());
        assertThat(totals.path("devices").asInt()).isEqualTo(1);
        assertThat(totals.path("alertingDevices").asInt()).isEqualTo(1);
        assertThat(totals.path("readings").asInt()).isBetween(121, 239);
    }

    @Test
    void aDraftSaysWhatItWouldHaveRaisedAndNothingIsWritten() {
        String rule = world.rule(Map.of("deviceType", "COLD_CELL_SENSOR", "enabled", false));
        report(0, Map.of("temperature", 9));
        report(10, Map.of("temperature", 12));
        report(20, Map.of("temperature", 7));
        report(30, Map.of("temperature", 11.5));
        node.awaitCaughtUp();
        String before = digest();

        JsonNode answer = tried(rule, Map.of("draft", draft(Map.of("threshold", 11)), "from", begin.toString()));

        assertThat(digest()).isEqualTo(before);
        assertThat(items(answer, "alerts")).hasSize(2);
        JsonNode standing = answer.path("alerts").path(0);
        assertThat(standing.path("raisedAt").asString()).isEqualTo(at(30));
        assertThat(standing.has("clearedAt")).isFalse();
        assertThat(standing.has("resolvedAt")).isFalse();
        JsonNode over = answer.path("alerts").path(1);
        assertThat(over.path("deviceId").asString()).isEqualTo(device.id());
        assertThat(over.path("deviceName").asString()).isEqualTo("Freezer");
        assertThat(over.path("severity").asString()).isEqualTo("CRITICAL");
        assertThat(over.path("raisedAt").asString()).isEqualTo(at(10));
        assertThat(over.path("clearedAt").asString()).isEqualTo(at(20));
        assertThat(over.path("resolvedAt").asString()).isEqualTo(at(20));
        assertThat(over.path("duration").asString()).isEqualTo("PT10M");
        assertThat(over.path("breaches").path(0).path("metric").asString()).isEqualTo("temperature");
        assertThat(over.path("breaches").path(0).path("value").asDouble()).isEqualTo(12);
        assertThat(over.path("breaches").path(0).path("threshold").asDouble()).isEqualTo(11);
        assertThat(answer.path("totals").path("alertsRaised").asInt()).isZero();
        assertThat(items(owner.get("/api/v1/alerts"), "items")).isEmpty();

        assertThat(items(tried(rule, Map.of("from", begin.toString())), "alerts"))
                .as("the rule as it is, although it is disabled")
                .hasSize(2);
        JsonNode newest = tried(rule, Map.of("from", begin.toString(), "limit", 1));
        assertThat(items(newest, "alerts"))
                .extracting(alert -> alert.path("raisedAt").asString())
                .containsExactly(at(30));
        assertThat(newest.path("truncated").asBoolean()).isTrue();
        assertThat(newest.path("totals").path("alerts").asInt()).isEqualTo(2);
    }

    @Test
    void whatWasKnownAtTheBeginCountsAsWhenARuleIsMade() {
        String rule = world.rule(Map.of("enabled", false));
        report(0, Map.of("temperature", 9));
        report(20, Map.of("temperature", 6));
        node.awaitCaughtUp();

        JsonNode alert = tried(rule, Map.of("from", at(15))).path("alerts").path(0);

        assertThat(alert.path("raisedAt").asString()).isEqualTo(at(0));
        assertThat(alert.path("resolvedAt").asString()).isEqualTo(at(20));
        assertThat(alert.path("duration").asString()).as("within the span").isEqualTo("PT5M");
    }

    @Test
    void aRuleForLessOfTheSameTypeTakesItsPlace() {
        world.tooWarmRule(device);
        World.Device other = world.device();
        String forAll = world.rule(Map.of("enabled", false));
        node.awaitCaughtUp();

        JsonNode totals = tried(forAll, Map.of()).path("totals");
        assertThat(totals.path("devices").asInt()).isEqualTo(1);
        assertThat(totals.path("outrankedDevices").asInt()).isEqualTo(1);
        assertThat(tried(forAll, Map.of("deviceId", device.id()))
                        .path("totals")
                        .path("devices")
                        .asInt())
                .isZero();
        assertThat(tried(forAll, Map.of("deviceId", other.id()))
                        .path("totals")
                        .path("devices")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void draftsThatWereNeverSavedAndBuiltInRulesAreTriedToo() {
        report(0, Map.of("doorStatus", 1, "temperature", 9));
        report(5, Map.of("doorStatus", 0));
        node.awaitCaughtUp();

        JsonNode unsaved = owner.post(
                        "/api/v1/rules/what-if", Map.of("draft", draft(Map.of("deviceId", device.id())), "from", at(0)))
                .expect(200)
                .json();
        assertThat(unsaved.has("ruleId")).isFalse();
        assertThat(items(unsaved, "alerts")).hasSize(1);
        assertThat(unsaved.path("totals").has("alertsRaised")).isFalse();

        String doorOpen = builtIn(BuiltInRule.DOOR_OPEN);
        assertThat(sequence(tried(doorOpen, Map.of()))).hasSize(1).isEqualTo(raisedOf(device));
        assertThat(refused(409, doorOpen, Map.of("draft", draft(Map.of()))).code())
                .isEqualTo("rule_is_built_in");
        assertThat(field(builtIn(BuiltInRule.SENSOR_ERROR), Map.of())).isEqualTo("metric");
    }

    @Test
    void onlyWhoMayMakeRulesMayTryThemAndOnlyOnTheirSites() {
        String here = world.site("Here");
        World.Device fridge = world.deviceAt(here);
        String forAll = world.rule(Map.of());
        String elsewhere = world.tooWarmRule(device);
        node.awaitCaughtUp();
        Api local = world.memberOf(Role.ENGINEER, here);

        JsonNode answer = local.post("/api/v1/rules/" + forAll + "/what-if", Map.of())
                .expect(200)
                .json();
        assertThat(answer.path("totals").path("devices").asInt()).isEqualTo(1);
        local.post("/api/v1/rules/" + elsewhere + "/what-if", Map.of()).expect(404);
        assertThat(local.post("/api/v1/rules/what-if", Map.of("draft", draft(Map.of("deviceId", device.id()))))
                        .expect(400)
                        .code())
                .isEqualTo("reference_not_found");
        local.post("/api/v1/rules/what-if", Map.of("draft", draft(Map.of("deviceId", fridge.id()))))
                .expect(200);
        local.post("/api/v1/rules/what-if", Map.of("draft", draft(Map.of()))).expect(403);

        world.member(Role.OPERATOR)
                .post("/api/v1/rules/" + forAll + "/what-if", Map.of())
                .expect(403);
        World.on(node)
                .owner()
                .post("/api/v1/rules/" + forAll + "/what-if", Map.of())
                .expect(404);
    }

    @Test
    void whatCannotBeTriedIsSaidByField() {
        String rule = world.rule(Map.of());
        node.awaitCaughtUp();
        String unknown = "0a7e1a1a-0000-4000-8000-000000000001";
        owner.post("/api/v1/rules/" + unknown + "/what-if", Map.of()).expect(404);
        assertThat(field(rule, Map.of("from", begin.minus(Duration.ofDays(91)).toString())))
                .isEqualTo("from");
        assertThat(field(rule, Map.of("from", begin.plus(Duration.ofDays(1)).toString())))
                .isEqualTo("from");
        assertThat(field(rule, Map.of("from", at(1), "to", at(0)))).isEqualTo("to");
        assertThat(field(rule, Map.of("limit", 1001))).isEqualTo("limit");
        assertThat(field(rule, Map.of("deviceId", unknown))).isEqualTo("deviceId");
        assertThat(field(rule, Map.of("draft", draft(Map.of("assetId", unknown)))))
                .isEqualTo("draft.assetId");
        assertThat(field(rule, Map.of("draft", draft(Map.of("hysteresis", -1)))))
                .isEqualTo("draft.hysteresis");
        assertThat(field(rule, Map.of("draft", draft(Map.of("name", ""))))).isEqualTo("draft.name");
        assertThat(owner.post("/api/v1/rules/what-if", Map.of()).expect(400).code())
                .isEqualTo("invalid_request");
    }

    @Test
    void noTrialReadsMoreThanItMayAndNotManyRunAtOnce() {
        List<Map<String, Object>> readings = new ArrayList<>();
        for (int second = 0; second < 1000; second++) {
            readings.add(Map.of(
                    "metric",
                    "noise",
                    "value",
                    second,
                    "measuredAt",
                    begin.plusSeconds(second).toString()));
        }
        send(readings);
        String rule = world.rule(Map.of("enabled", false));
        node.awaitCaughtUp();
        Map<String, Object> tooMuch =
                Map.of("draft", draft(Map.of("metric", "noise", "threshold", 5000)), "from", begin.toString());

        assertThat(refused(422, rule, tooMuch).code()).isEqualTo("what_if_too_large");
        Map<String, Object> less = new LinkedHashMap<>(tooMuch);
        less.put("to", at(10));
        assertThat(tried(rule, less).path("totals").path("readings").asInt()).isEqualTo(600);

        try (FewAtOnce.Slot running = node.bean(WhatIfPlaces.class).enter(TenantId.of(world.tenantId()))) {
            Api.Answer answer = refused(429, rule, less);
            assertThat(answer.code()).isEqualTo("rate_limited");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        }
        tried(rule, less);
    }

    private JsonNode tried(String rule, Map<String, Object> what) {
        return owner.post("/api/v1/rules/" + rule + "/what-if", what)
                .expect(200)
                .json();
    }

    private Api.Answer refused(int status, String rule, Map<String, Object> what) {
        return owner.post("/api/v1/rules/" + rule + "/what-if", what).expect(status);
    }

    private String field(String rule, Map<String, Object> what) {
        return refused(400, rule, what)
                .json()
                .path("errors")
                .path(0)
                .path("field")
                .asString();
    }

    private static Map<String, Object> draft(Map<String, Object> how) {
        Map<String, Object> rule = new LinkedHashMap<>(World.aRule(Map.of()));
        rule.putAll(how);
        return rule;
    }

    private String builtIn(BuiltInRule rule) {
        return rule.id(TenantId.of(world.tenantId())).toString();
    }

    private void report(int minute, Map<String, Object> values) {
        List<Map<String, Object>> readings = new ArrayList<>();
        values.forEach(
                (metric, value) -> readings.add(Map.of("metric", metric, "value", value, "measuredAt", at(minute))));
        send(readings);
    }

    private void send(List<Map<String, Object>> readings) {
        device.api()
                .post("/api/v1/devices/" + device.id() + "/readings", Map.of("readings", readings))
                .expect(202);
    }

    private String at(int minute) {
        return begin.plus(Duration.ofMinutes(minute)).toString();
    }

    private static List<JsonNode> items(Api.Answer answer, String field) {
        return items(answer.expect(200).json(), field);
    }

    private static List<JsonNode> items(JsonNode answer, String field) {
        List<JsonNode> items = new ArrayList<>();
        answer.path(field).forEach(items::add);
        return items;
    }

    private static List<String> sequence(JsonNode answer) {
        return items(answer, "alerts").stream()
                .map(alert -> said(
                        alert.path("message"),
                        alert.path("raisedAt"),
                        alert.path("resolvedAt"),
                        alert.path("occurrences")))
                .toList();
    }

    /** The device's alerts as they were, newest first, by when things happened and not when they became known. */
    private List<String> raisedOf(World.Device of) {
        Map<String, JsonNode> raised = events("AlertRaised");
        Map<String, JsonNode> resolved = events("AlertAutoResolved");
        return items(owner.get("/api/v1/alerts?device=" + of.id()), "items").stream()
                .map(alert -> said(
                        alert.path("message"),
                        raised.get(alert.path("id").asString()).path("happenedAt"),
                        resolved.getOrDefault(alert.path("id").asString(), MissingNode.getInstance())
                                .path("happenedAt"),
                        alert.path("occurrences")))
                .toList();
    }

    private Map<String, JsonNode> events(String type) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        items(owner.get("/api/v1/audit/events?limit=1000&type=" + type), "items")
                .forEach(event -> events.put(event.path("aggregateId").asString(), event));
        return events;
    }

    private static String said(JsonNode message, JsonNode raisedAt, JsonNode resolvedAt, JsonNode occurrences) {
        return message.asString() + ": " + raisedAt.asString() + " to " + resolvedAt.asString() + ", "
                + occurrences.asInt() + " times";
    }

    /** Of all that is stored for this tenant. */
    private String digest() {
        List<String> digests = new ArrayList<>();
        for (String table : node.jdbc()
                .sql("select table_name from information_schema.columns where table_schema = 'public'"
                        + " and column_name = 'tenant_id' order by 1")
                .query(String.class)
                .list()) {
            digests.add(table + " "
                    + node.jdbc()
                            .sql(
                                    "select count(*) || ' ' || coalesce(md5(string_agg(row_text, '' order by row_text)), '')"
                                            + " from (select (to_jsonb(t) - 'last_used_at')::text as row_text from "
                                            + table
                                            + " t where tenant_id = :tenant::uuid) rows")
                            .param("tenant", world.tenantId())
                            .query(String.class)
                            .single());
        }
        assertThat(digests).hasSizeGreaterThan(20);
        return String.join("\n", digests);
    }
}
