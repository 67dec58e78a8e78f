package io.atalaya.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DashboardsTest {
    private final World world = World.on(Node.shared());
    /** One moment for all that a test measures: what was measured together falls into the same step. */
    private final Instant now = Node.shared().bean(Clock.class).instant().truncatedTo(ChronoUnit.SECONDS);

    private final Api owner = world.owner();

    @Test
    void theStatsCountWhatThereIs() {
        String here = world.site("Here");
        world.site("There");
        owner.post("/api/v1/assets", Map.of("name", "Cell", "type", "COLD_CELL", "siteId", here))
                .expect(201);
        World.Device device = world.deviceAt(here);
        world.device();
        owner.send("DELETE", "/api/v1/devices/" + world.device().id(), null).expect(204);
        world.tooWarmRule(device);
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");
        owner.post("/api/v1/tickets", Map.of("title", "Look", "deviceId", device.id()))
                .expect(201);

        Api viewer = world.member(Role.VIEWER);
        JsonNode stats = await().until(
                        () -> viewer.get("/api/v1/dashboard/stats").expect(200).json(),
                        seen -> seen.at("/devices/online").asInt() == 1
                                && seen.at("/tickets/open").asInt() >= 1);
        assertThat(stats.at("/devices/total").asInt()).isEqualTo(2);
        assertThat(stats.at("/devices/offline").asInt()).isEqualTo(1);
        assertThat(stats.path("assets").asInt()).isEqualTo(1);
        assertThat(stats.path("sites").asInt()).isEqualTo(2);
        assertThat(stats.at("/alerts/open").asInt()).isEqualTo(1);
        assertThat(stats.at("/alerts/byType/HIGH_TEMP").asInt()).isEqualTo(1);
        assertThat(stats.at("/alerts/bySeverity/CRITICAL").asInt()).isEqualTo(1);
        assertThat(stats.at("/alerts/raisedLast24Hours").asInt()).isEqualTo(1);

        JsonNode local = world.memberOf(Role.VIEWER, here)
                .get("/api/v1/dashboard/stats")
                .expect(200)
                .json();
        assertThat(local.at("/devices/total").asInt()).isEqualTo(1);
        assertThat(local.path("sites").asInt()).isEqualTo(1);
        JsonNode foreign = World.on(Node.shared())
                .owner()
                .get("/api/v1/dashboard/stats")
                .expect(200)
                .json();
        assertThat(foreign.at("/devices/total").asInt()).isZero();
        assertThat(foreign.at("/alerts/open").asInt()).isZero();
    }

    @Test
    void powerBecomesEnergyMoneyAndCarbon() {
        World.Device device = world.device();
        List<Map<String, Object>> readings = new ArrayList<>();
        for (int minutesAgo = 60; minutesAgo >= 0; minutesAgo -= 10) {
            readings.add(reading("power", 3, "kW", minutesAgo));
        }
        Api.Answer reported = report(device, readings);

        Api reader = seen(reported);
        for (String range : List.of("24h", "7d", "30d")) {
            JsonNode energy = reader.get("/api/v1/dashboard/energy?range=" + range)
                    .expect(200)
                    .json();
            assertThat(energy.path("kilowattHours").asDouble()).as(range).isCloseTo(3, within(1e-6));
            assertThat(energy.path("cost").asDouble()).isCloseTo(0.6, within(1e-6));
            assertThat(energy.path("currency").asString()).isEqualTo("EUR");
            assertThat(energy.path("co2Kg").asDouble()).isCloseTo(0.75, within(1e-6));
            assertThat(energy.at("/devices/0/deviceId").asString()).isEqualTo(device.id());
        }
        JsonNode other = reader.get(
                        "/api/v1/dashboard/energy?device=" + world.device().id())
                .expect(200)
                .json();
        assertThat(other.path("kilowattHours").asDouble()).isZero();
        owner.get("/api/v1/dashboard/energy?range=1y").expect(400);
    }

    @Test
    void theClimateIsTheLatestAndTheLastDay() {
        World.Device device = world.device();
        Api reader = seen(report(
                device,
                List.of(
                        reading("temperature", 2, "°C", 10),
                        reading("temperature", 4, "°C", 0),
                        reading("humidity", 50, "%", 0))));

        JsonNode climate = reader.get("/api/v1/dashboard/climate").expect(200).json();

        assertThat(climate.path("items")).hasSize(2);
        JsonNode temperature = climate.at("/items/0");
        assertThat(temperature.path("metric").asString()).isEqualTo("temperature");
        assertThat(temperature.path("value").asDouble()).isEqualTo(4);
        assertThat(temperature.at("/figures/avg").asDouble()).isEqualTo(3);
        assertThat(climate.at("/metrics/0/min").asDouble()).isEqualTo(2);
        assertThat(climate.at("/metrics/0/devices").asInt()).isEqualTo(1);
        assertThat(reader.get("/api/v1/dashboard/climate?site=" + world.site("Empty"))
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aTechnicianSeesAllCustomersAtAGlance() {
        World other = World.on(Node.shared());
        World.Account technician = world.account("Technician");
        for (World customer : List.of(world, other)) {
            customer.owner()
                    .post(
                            "/api/v1/tenants/" + customer.tenantId() + "/members",
                            Map.of("email", technician.email(), "role", "TECHNICIAN"))
                    .expect(201);
        }
        owner.post("/api/v1/assets", Map.of("name", "Cell", "type", "COLD_CELL"))
                .expect(201);
        World.Device device = other.device();
        other.tooWarmRule(device);
        device.report(9).expect(202);
        other.awaitAlert(device, "ACTIVE");
        Api api = technician.logIn();

        JsonNode view = await().until(
                        () -> api.get("/api/v1/dashboard/technician")
                                .expect(200)
                                .json(),
                        seen -> seen.path("cells").asInt() == 1);
        assertThat(view.path("customers").asInt()).isEqualTo(2);
        assertThat(view.path("devices").asInt()).isEqualTo(1);
        assertThat(view.path("activeAlerts").asInt()).isEqualTo(1);
        assertThat(view.at("/alertsByType/HIGH_TEMP").asInt()).isEqualTo(1);
        assertThat(view.at("/items/0/tenantId").asString()).isEqualTo(other.tenantId());
        assertThat(view.at("/items/1/cells").asInt()).isEqualTo(1);
        JsonNode one = api.with("X-Tenant-Id", world.tenantId())
                .get("/api/v1/dashboard/technician")
                .expect(200)
                .json();
        assertThat(one.path("customers").asInt()).isEqualTo(1);
        api.with("X-Tenant-Id", UserId.next().toString())
                .get("/api/v1/dashboard/technician")
                .expect(404);
    }

    @Test
    void theSummaryTellsWhatHasHappened() {
        World.Device device = world.device();
        world.device();
        world.tooWarmRule(device);
        device.report(9).expect(202);
        String alert = world.awaitAlert(device, "ACTIVE").path("id").asString();
        owner.post("/api/v1/alerts/" + alert + "/resolve", Map.of("note", "Seen", "force", true))
                .expect(200);
        world.awaitAlert(device, "RESOLVED");

        JsonNode summary =
                owner.get("/api/v1/analytics/summary?range=7d").expect(200).json();
        assertThat(summary.at("/devices/total").asInt()).isEqualTo(2);
        assertThat(summary.at("/devices/active").asInt()).isEqualTo(1);
        assertThat(summary.at("/devices/uptimeRatio").asDouble()).isBetween(0.0, 1.0);
        assertThat(summary.at("/alerts/raised").asInt()).isEqualTo(1);
        assertThat(summary.at("/alerts/resolved").asInt()).isEqualTo(1);
        assertThat(summary.at("/alerts/bySeverity/CRITICAL").asInt()).isEqualTo(1);
        assertThat(summary.at("/alerts/meanTimeToResolve").asString()).startsWith("PT");
    }

    @Test
    void trendsTakeAllDevicesTogether() {
        World.Device one = world.device();
        World.Device other = world.device();
        report(one, List.of(reading("temperature", 2, "°C", 0)));
        Api reader = seen(report(other, List.of(reading("temperature", 6, "°C", 0))));
        for (String range : List.of("24h", "7d", "30d")) {
            JsonNode trends = reader.get("/api/v1/analytics/trends?metric=temperature&range=" + range)
                    .expect(200)
                    .json();
            assertThat(trends.path("items")).as(range).hasSize(1);
            JsonNode readings = trends.at("/items/0/readings");
            assertThat(readings.path("avg").asDouble()).isEqualTo(4);
            assertThat(readings.path("min").asDouble()).isEqualTo(2);
            assertThat(readings.path("devices").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whoIsLimitedToSitesHasTheirDevicesAddedUpAndNoOthers() {
        String here = world.site("Here");
        World.Device local = world.deviceAt(here);
        World.Device other = world.device();
        report(
                local,
                List.of(
                        reading("temperature", 2, "°C", 0),
                        reading("power", 6, "kW", 10),
                        reading("power", 6, "kW", 0)));
        Api reader = seen(report(
                other,
                List.of(
                        reading("temperature", 20, "°C", 0),
                        reading("power", 12, "kW", 10),
                        reading("power", 12, "kW", 0))));
        Api limited = world.memberOf(Role.VIEWER, here);

        for (String range : List.of("24h", "7d", "30d")) {
            for (Api api : List.of(reader, limited)) {
                boolean everywhere = api == reader;
                JsonNode readings = api.get("/api/v1/analytics/trends?metric=temperature&range=" + range)
                        .expect(200)
                        .json()
                        .at("/items/0/readings");
                assertThat(readings.path("max").asDouble()).as(range).isEqualTo(everywhere ? 20 : 2);
                assertThat(readings.path("avg").asDouble()).isEqualTo(everywhere ? 11 : 2);
                assertThat(readings.path("count").asInt()).isEqualTo(everywhere ? 2 : 1);
                assertThat(readings.path("devices").asInt()).isEqualTo(everywhere ? 2 : 1);
                double energy = everywhere ? 3 : 1;
                assertThat(api.get("/api/v1/analytics/summary?range=" + range)
                                .expect(200)
                                .json()
                                .path("kilowattHours")
                                .asDouble())
                        .isCloseTo(energy, within(0.01));
                assertThat(api.get("/api/v1/dashboard/energy?range=" + range)
                                .expect(200)
                                .json()
                                .path("kilowattHours")
                                .asDouble())
                        .isCloseTo(energy, within(0.01));
            }
        }
    }

    @Test
    void whatIsFarFromUsualIsFoundAndExplained() {
        World.Device device = world.device();
        List<Map<String, Object>> readings = new ArrayList<>();
        for (int hoursAgo = 24 * 9; hoursAgo > 30; hoursAgo -= 2) {
            readings.add(reading("temperature", 4 + (hoursAgo % 8) / 10.0, "°C", hoursAgo * 60));
        }
        readings.add(reading("temperature", 15, "°C", 0));
        Api reader = seen(report(device, readings));

        JsonNode insights = reader.get("/api/v1/insights?range=24h&device=" + device.id())
                .expect(200)
                .json();
        JsonNode insight = insights.at("/items/0");
        assertThat(insight.path("metric").asString()).isEqualTo("temperature");
        assertThat(insight.path("average").asDouble()).isEqualTo(15);
        assertThat(insight.path("unusual").asBoolean()).isTrue();
        assertThat(insight.at("/baseline/median").asDouble()).isBetween(4.0, 5.0);
        assertThat(insight.at("/anomalies/0/score").asDouble()).isGreaterThan(3.5);
        assertThat(insight.path("explanation").asString()).contains("scales above");
        assertThat(insight.path("health").asInt()).isBetween(0, 100);
        assertThat(insight.path("rolling")).hasSize(1);
        assertThat(reader.get("/api/v1/insights").expect(200).json().at("/items/0/rolling"))
                .isEmpty();
        reader.get("/api/v1/insights?limit=101").expect(400);
    }

    @Test
    void valuesAtTheEndOfWhatThereIsAreAveragedToo() {
        World.Device device = world.device();
        Api reader = seen(report(
                device, List.of(reading("temperature", 1.7e308, "°C", 0), reading("temperature", 1.7e308, "°C", 1))));

        JsonNode insights = reader.get("/api/v1/insights?range=24h&device=" + device.id())
                .expect(200)
                .json();

        assertThat(insights.at("/items/0/average").asDouble()).isCloseTo(1.7e308, within(1e300));
    }

    @Test
    void insightsOfManyDevicesComeInPages() {
        for (int number = 0; number < 3; number++) {
            World.Device device = world.device();
            report(device, List.of(reading("temperature", 4, "°C", 0)));
        }
        Node.shared().awaitCaughtUp();

        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode insights =
                    owner.get("/api/v1/insights?limit=1" + cursor).expect(200).json();
            assertThat(insights.path("items")).hasSize(1);
            seen.add(insights.at("/items/0/deviceId").asString());
            assertThat(insights.has("nextCursor")).isEqualTo(page < 2);
            cursor = "&cursor=" + insights.path("nextCursor").asString();
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(owner.get("/api/v1/insights?cursor=nonsense").expect(400).code())
                .isEqualTo("cursor_invalid");
    }

    /** Once the device is in the list that the dashboards are of: its report's position says nothing of that. */
    private Api.Answer report(World.Device device, List<Map<String, Object>> readings) {
        await().until(() -> owner.get("/api/v1/devices/" + device.id()).status() == 200);
        return device.api()
                .post("/api/v1/devices/" + device.id() + "/readings", Map.of("readings", readings))
                .expect(202);
    }

    private Map<String, Object> reading(String metric, double value, String unit, int minutesAgo) {
        return Map.of(
                "metric", metric,
                "value", value,
                "unit", unit,
                "measuredAt", now.minus(minutesAgo, ChronoUnit.MINUTES).toString());
    }

    private Api seen(Api.Answer reported) {
        return owner.with("X-Min-Position", reported.json().path("position").asString());
    }
}
