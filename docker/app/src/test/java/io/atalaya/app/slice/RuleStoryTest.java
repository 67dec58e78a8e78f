package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules, over HTTP: made and changed, the one that applies, and what they say of what devices report. */
class RuleStoryTest {
    private static final String WARM_AND_DAMP = """
            {"name": "Warm and damp", "type": "MOULD", "severity": "WARNING", "join": "%s", "conditions": [
                {"metric": "temperature", "comparison": "GT", "threshold": 8, "hysteresis": 1},
                {"metric": "humidity", "comparison": "GTE", "threshold": 70, "hysteresis": 5}]}""";

    private static final Map<String, Object> CONDITION =
            Map.of("metric", "humidity", "comparison", "GT", "threshold", 70);

    private final World world = World.on(Node.shared());
    private final Api owner = world.owner();
    private final World.Device device = world.device();

    @Test
    void aRuleIsMadeReadChangedAndRemoved() {
        Api.Answer created =
                owner.post("/api/v1/rules", WARM_AND_DAMP.formatted("ANY")).expect(201);
        String path = created.header("Location");
        JsonNode rule = seen(created).get(path).expect(200).json();
        assertThat(rule).isEqualTo(created.json());
        assertThat(rule.path("revision").asInt()).isEqualTo(1);
        assertThat(rule.path("join").asString()).isEqualTo("ANY");
        assertThat(rule.path("conditions")).hasSize(2);
        assertThat(rule.path("enabled").asBoolean()).isTrue();
        assertThat(rule.has("metric")).isFalse();

        Map<String, Object> warmer = changed(Map.of("threshold", 12, "revision", 1, "deviceType", "COLD_CELL_SENSOR"));
        Api.Answer put = owner.send("PUT", path, warmer).expect(200);
        JsonNode changed = seen(put).get(path).json();
        assertThat(changed.path("revision").asInt()).isEqualTo(2);
        assertThat(changed.path("threshold").asDouble()).isEqualTo(12);
        assertThat(changed.path("deviceType").asString()).isEqualTo("COLD_CELL_SENSOR");
        assertThat(changed.has("conditions")).isFalse();
        assertThat(owner.send("PUT", path, warmer).expect(200).header("X-Position"))
                .as("a repetition changes nothing")
                .isEmpty();
        Api.Answer late = owner.send("PUT", path, changed(Map.of("threshold", 13, "revision", 1)))
                .expect(409);
        assertThat(late.code()).isEqualTo("rule_revision_outdated");
        assertThat(late.json().path("errors").path(0).path("field").asString()).isEqualTo("revision");

        Api.Answer removed = owner.send("DELETE", path, null).expect(204);
        seen(removed).get(path).expect(404);
        owner.send("DELETE", path, null).expect(404);
        owner.send("PUT", path, warmer).expect(404);
    }

    @Test
    void rulesAreListedByWhatTheyAreForAndAbout() {
        String forDevice = world.tooWarmRule(device);
        String forType = world.rule(Map.of("deviceType", "PUMP", "enabled", false));
        Api.Answer last =
                owner.post("/api/v1/rules", WARM_AND_DAMP.formatted("ALL")).expect(201);
        String damp = last.text("id");

        assertThat(listed(last, "?device=" + device.id())).containsExactly(forDevice);
        assertThat(listed(last, "?deviceType=PUMP")).containsExactly(forType);
        assertThat(listed(last, "?enabled=false")).containsExactly(forType);
        assertThat(listed(last, "?metric=humidity")).containsExactly(damp);
        assertThat(listed(last, "?metric=temperature&enabled=true")).containsExactly(damp, forDevice);
        assertThat(listed(last, "?severity=WARNING")).containsExactly(damp);
        assertThat(listed(last, "?severity=INFO")).isEmpty();
        assertThat(owner.get("/api/v1/rules?enabled=perhaps").expect(400).code())
                .isEqualTo("invalid_request");
    }

    @Test
    void whatIsWrongWithARuleIsSaidByField() {
        assertThat(refused(Map.of("conditions", List.of(CONDITION)))).isEqualTo("metric");
        Map<String, Object> noMetric = changed(Map.of());
        noMetric.remove("metric");
        assertThat(field(noMetric)).isEqualTo("metric");
        assertThat(field(joined("{\"metric\": \"a\", \"comparison\": \"GT\", \"threshold\": 1},"
                        + " {\"metric\": \"b\", \"comparison\": \"GT\"}")))
                .isEqualTo("conditions[1].threshold");
        assertThat(field(joined("{\"metric\": \"a\", \"comparison\": \"GT\", \"threshold\": 1, \"hysteresis\": -1}")))
                .isEqualTo("conditions[0].hysteresis");
        assertThat(field(joined(""))).isEqualTo("conditions");
        assertThat(field(joined("null"))).startsWith("conditions");
        assertThat(refused(Map.of("metric", "device.online", "holdFor", "PT1M")))
                .isEqualTo("holdFor");
    }

    @Test
    void theRuleForTheLeastApplies() {
        world.rule(Map.of());
        owner.post("/api/v1/rules", changed(Map.of("threshold", 12, "deviceType", "COLD_CELL_SENSOR")))
                .expect(201);
        device.report(13).expect(202);
        assertThat(world.awaitAlert(device, "ACTIVE").path("threshold").asDouble())
                .isEqualTo(12);

        String forDevice = owner.post("/api/v1/rules", changed(Map.of("threshold", 20, "deviceId", device.id())))
                .expect(201)
                .text("id");
        world.awaitAlert(device, "RESOLVED");
        device.report(14).expect(202);
        device.report(21).expect(202);
        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        assertThat(alert.path("ruleId").asString()).isEqualTo(forDevice);
        assertThat(alerts()).as("one per rule that ever applied").hasSize(2);
    }

    @Test
    void allOfARulesConditionsMustHoldByTheirLastValues() {
        owner.post("/api/v1/rules", WARM_AND_DAMP.formatted("ALL")).expect(201);
        report(Map.of("temperature", 9));
        report(Map.of("humidity", 60));
        report(Map.of("humidity", 75));
        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        assertThat(alert.path("type").asString()).isEqualTo("MOULD");
        assertThat(alert.path("message").asString())
                .isEqualTo("Warm and damp: temperature 9 is above 8 and humidity 75 is at or above 70");
        assertThat(alerts()).hasSize(1);

        report(Map.of("humidity", 66));
        report(Map.of("temperature", 7));
        world.awaitAlert(device, "RESOLVED");
    }

    @Test
    void aNewRuleAndAChangedOneApplyAtOnceToWhatIsKnown() {
        device.report(9).expect(202);
        String path = owner.post("/api/v1/rules", changed(Map.of())).expect(201).header("Location");
        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        assertThat(alert.path("value").asDouble()).isEqualTo(9);

        owner.send("PUT", path, changed(Map.of("threshold", 10))).expect(200);
        JsonNode resolved = world.awaitAlert(device, "RESOLVED");
        assertThat(resolved.path("id")).isEqualTo(alert.path("id"));

        owner.send("PUT", path, changed(Map.of("threshold", 7))).expect(200);
        assertThat(world.awaitAlert(device, "ACTIVE").path("previousAlertId")).isEqualTo(alert.path("id"));
    }

    @Test
    void theAlertsOfARuleThatIsDisabledOrRemovedAreResolvedAndTheAuditTrailSaysWhy() {
        String path = owner.post("/api/v1/rules", changed(Map.of())).expect(201).header("Location");
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");
        owner.send("PUT", path, changed(Map.of("enabled", false))).expect(200);
        world.awaitAlert(device, "RESOLVED");
        device.report(9).expect(202);
        owner.send("PUT", path, changed(Map.of())).expect(200);
        String alertId = world.awaitAlert(device, "ACTIVE").path("id").asString();

        owner.send("DELETE", path, null).expect(204);
        world.awaitAlert(device, "RESOLVED");
        assertThat(alerts()).hasSize(2);
        JsonNode removal = event(path.substring(path.lastIndexOf('/') + 1), "RuleRemoved");
        assertThat(event(alertId, "AlertAutoResolved").path("correlationId")).isEqualTo(removal.path("correlationId"));
    }

    @Test
    void builtInRulesWatchPowerDoorsAndWhatTheDevicesSettingsName() {
        World.Device meter = deviceWith(Map.of("energy_threshold", 40, "temp_threshold_high", 6));
        report(meter, Map.of("energy", 41, "temperature", 5, "powerStatus", 1));
        JsonNode spike = world.awaitAlert(meter, "ACTIVE");
        assertThat(spike.path("type").asString()).isEqualTo("ENERGY_SPIKE");
        assertThat(spike.path("severity").asString()).isEqualTo("WARNING");
        assertThat(owner.get("/api/v1/rules/" + spike.path("ruleId").asString())
                        .expect(200)
                        .json()
                        .path("builtIn")
                        .asBoolean())
                .isTrue();
        report(meter, Map.of("temperature", 7));
        await().until(() -> types(meter).contains("HIGH_TEMP"));

        report(Map.of("powerStatus", 0, "doorStatus", 0, "temperature", 90, "energy", 900));
        JsonNode power = world.awaitAlert(device, "ACTIVE");
        assertThat(power.path("type").asString()).isEqualTo("POWER_LOSS");
        report(Map.of("powerStatus", 1));
        world.awaitAlert(device, "RESOLVED");
        report(Map.of("doorStatus", 1));
        assertThat(world.awaitAlert(device, "ACTIVE").path("type").asString()).isEqualTo("DOOR_OPEN");
        assertThat(types(device)).containsExactly("DOOR_OPEN", "POWER_LOSS");
    }

    @Test
    void aBuiltInRuleIsSwitchedOffAndOnAgain() {
        report(Map.of("doorStatus", 1));
        world.awaitAlert(device, "ACTIVE");
        String path = "/api/v1/rules/built-in";
        Api.Answer off = owner.send("PUT", path, Map.of("type", "DOOR_OPEN", "enabled", false))
                .expect(200);
        world.awaitAlert(device, "RESOLVED");
        assertThat(builtIn(off, "DOOR_OPEN").path("enabled").asBoolean()).isFalse();
        assertThat(builtIn(off, "POWER_LOSS").path("enabled").asBoolean()).isTrue();

        Api.Answer on = owner.send("PUT", path, Map.of("type", "DOOR_OPEN", "enabled", true))
                .expect(200);
        assertThat(builtIn(on, "DOOR_OPEN").path("enabled").asBoolean()).isTrue();
        world.awaitAlert(device, "ACTIVE");

        String id = BuiltInRule.DOOR_OPEN.id(TenantId.of(world.tenantId())).toString();
        assertThat(owner.send("DELETE", "/api/v1/rules/" + id, null).expect(409).code())
                .isEqualTo("rule_is_built_in");
        assertThat(owner.send("PUT", "/api/v1/rules/" + id, changed(Map.of()))
                        .expect(409)
                        .code())
                .isEqualTo("rule_is_built_in");
        owner.send("PUT", path, Map.of("type", "NONE_SUCH", "enabled", false)).expect(400);
        world.member(Role.OPERATOR)
                .send("PUT", path, Map.of("type", "DOOR_OPEN", "enabled", false))
                .expect(403);
    }

    @Test
    void aConditionThatComesAndGoesHoldsOneAlertOpenUntilItIsCalm() {
        world.tooWarmRule(device);
        for (int round = 0; round < 6; round++) {
            device.report(9).expect(202);
            device.report(6).expect(202);
        }
        await().until(() -> alerts().size() == 2
                && alerts().get(0).path("condition").asString().equals("CLEARED")
                && alerts().get(0).path("occurrences").asInt() == 5);
        for (int calm = 0; calm < 16; calm++) {
            device.report(6).expect(202);
        }
        assertThat(world.awaitAlert(device, "RESOLVED").path("occurrences").asInt())
                .isEqualTo(5);
        assertThat(alerts()).hasSize(2);
    }

    @Test
    void membersOfOtherSitesChangeNoRulesHere() {
        String here = world.site("Here");
        String there = world.site("There");
        World.Device fridge = world.deviceAt(here);
        String path = "/api/v1/rules/" + world.tooWarmRule(fridge);
        Map<String, Object> rule = changed(Map.of("deviceId", fridge.id(), "threshold", 9));

        Api stranger = world.memberOf(Role.ENGINEER, there);
        stranger.send("PUT", path, rule).expect(404);
        stranger.send("DELETE", path, null).expect(404);
        Api local = world.memberOf(Role.ENGINEER, here);
        local.send("PUT", path, rule).expect(200);
        local.send("PUT", path, changed(Map.of())).expect(403);
        local.send("DELETE", path, null).expect(204);
    }

    private Map<String, Object> changed(Map<String, Object> how) {
        Map<String, Object> rule = new LinkedHashMap<>(World.aRule(Map.of()));
        rule.putAll(how);
        return rule;
    }

    private static String joined(String conditions) {
        return "{\"name\": \"Joined\", \"type\": \"MOULD\", \"severity\": \"INFO\", \"conditions\": [" + conditions
                + "]}";
    }

    private String refused(Map<String, Object> how) {
        return field(changed(how));
    }

    private String field(Object rule) {
        return owner.post("/api/v1/rules", rule)
                .expect(400)
                .json()
                .path("errors")
                .path(0)
                .path("field")
                .asString();
    }

    private World.Device deviceWith(Map<String, Object> config) {
        Api.Answer answer = owner.post(
                        "/api/v1/devices",
                        Map.of("name", "Meter", "type", "METER", "serialNumber", "SN-" + device.id(), "config", config))
                .expect(201);
        String key = answer.text("apiKey");
        return new World.Device(
                answer.text("id"), "SN-" + device.id(), key, Node.shared().api().with("X-API-Key", key));
    }

    private void report(Map<String, Object> values) {
        report(device, values);
    }

    private static void report(World.Device from, Map<String, Object> values) {
        List<Map<String, Object>> readings = values.entrySet().stream()
                .map(value -> Map.<String, Object>of("metric", value.getKey(), "value", value.getValue()))
                .toList();
        from.api()
                .post("/api/v1/devices/" + from.id() + "/readings", Map.of("readings", readings))
                .expect(202);
    }

    private Api seen(Api.Answer change) {
        return owner.with("X-Min-Position", Long.toString(change.position()));
    }

    private List<String> listed(Api.Answer after, String filter) {
        return items(seen(after).get("/api/v1/rules" + filter)).stream()
                .map(rule -> rule.path("id").asString())
                .toList();
    }

    private JsonNode builtIn(Api.Answer after, String type) {
        return items(seen(after).get("/api/v1/rules?builtIn=true")).stream()
                .filter(rule -> rule.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> alerts() {
        return items(owner.get("/api/v1/alerts?device=" + device.id()));
    }

    private List<String> types(World.Device of) {
        return items(owner.get("/api/v1/alerts?device=" + of.id())).stream()
                .map(alert -> alert.path("type").asString())
                .toList();
    }

    private JsonNode event(String aggregateId, String type) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> items(owner.get("/api/v1/audit/events?aggregateId=" + aggregateId)).stream()
                                .filter(event -> event.path("type").asString().equals(type))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<JsonNode> items(Api.Answer page) {
        return StreamSupport.stream(page.expect(200).json().path("items").spliterator(), false)
                .toList();
    }
}
