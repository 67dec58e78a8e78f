package io.atalaya.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HealthTest {
    private final World world = World.on(Node.shared());
    private final Api owner = world.owner();

    @Test
    void anAlertMakesADeviceLessWellUntilItIsResolved() {
        World.Device device = world.device();
        world.tooWarmRule(device);
        device.report(9).expect(202);
        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        String path = "/api/v1/devices/" + device.id() + "/health";
        JsonNode ill = await().until(
                        () -> owner.get(path).expect(200).json(),
                        health -> part(health, "OPEN_ALERTS").path("value").asDouble() == 60);

        assertThat(part(ill, "OPEN_ALERTS").path("score").asDouble()).isEqualTo(40);
        assertThat(part(ill, "OPEN_ALERTS").path("weight").asInt()).isEqualTo(25);
        JsonNode cause = part(ill, "OPEN_ALERTS").path("causes").path(0);
        assertThat(cause.path("id").asString()).isEqualTo(alert.path("id").asString());
        assertThat(eventAt(cause.path("beganPosition").asLong())).isEqualTo("AlertRaised");
        assertThat(part(ill, "TIME_OUT_OF_RANGE").path("value").asDouble()).isPositive();
        owner.post("/api/v1/alerts/" + alert.path("id").asString() + "/resolve", Map.of("note", "Seen", "force", true))
                .expect(200);

        JsonNode better = await().until(
                        () -> owner.get(path).expect(200).json(),
                        health -> part(health, "OPEN_ALERTS").path("value").asDouble() == 0);

        assertThat(better.path("score").asInt()).isGreaterThan(ill.path("score").asInt());
        assertThat(score(world.member(Role.VIEWER), path)).isBetween(0, 100);
    }

    @Test
    void anAssetIsAsWellAsItsWorstDevice() {
        String asset = owner.post("/api/v1/assets", Map.of("name", "Cell", "type", "COLD_CELL"))
                .expect(201)
                .text("id");
        String path = "/api/v1/assets/" + asset + "/health";
        assertThat(score(owner, path)).isEqualTo(100);
        World.Device well = world.device();
        World.Device ill = world.device();
        for (World.Device device : List.of(well, ill)) {
            owner.send(
                            "PUT",
                            "/api/v1/devices/" + device.id(),
                            Map.of(
                                    "name",
                                    "D",
                                    "type",
                                    "SENSOR",
                                    "serialNumber",
                                    device.serialNumber(),
                                    "assetId",
                                    asset))
                    .expect(200);
        }
        world.tooWarmRule(ill);
        well.report(4).expect(202);
        ill.report(9).expect(202);

        await().untilAsserted(() -> {
            JsonNode health = owner.get(path).expect(200).json();
            assertThat(part(health, "OPEN_ALERTS").path("value").asDouble()).isEqualTo(60);
        });
        owner.get("/api/v1/assets/" + well.id() + "/health").expect(404);
    }

    @Test
    void itsHistoryIsToldByTheHour() {
        World.Device device = world.device();
        Instant hour = Node.shared().bean(Clock.class).instant().truncatedTo(ChronoUnit.HOURS);
        String path = "/api/v1/devices/" + device.id() + "/health";
        JsonNode history = owner.get(path + "?from=" + hour.minus(3, ChronoUnit.HOURS) + "&to=" + hour)
                .expect(200)
                .json()
                .path("history");
        assertThat(history).hasSize(4);
        assertThat(history.path(0).path("at").asString())
                .isEqualTo(hour.minus(3, ChronoUnit.HOURS).toString());
        assertThat(owner.get(path).expect(200).json().path("history")).isEmpty();
        assertThat(owner.get(path + "?from=" + hour.minus(32, ChronoUnit.DAYS))
                        .expect(400)
                        .code())
                .isEqualTo("invalid_request");
    }

    @Test
    void whoMayNotSeeTheDeviceIsNotToldHowItIs() {
        World.Device device = world.deviceAt(world.site("Here"));
        String path = "/api/v1/devices/" + device.id() + "/health";
        world.memberOf(Role.VIEWER, world.site("There")).get(path).expect(404);
        World.on(Node.shared()).owner().get(path).expect(404);
        device.api().get(path).expect(403);
    }

    private static int score(Api reader, String path) {
        return reader.get(path).expect(200).json().path("score").asInt();
    }

    private String eventAt(long position) {
        return owner.get("/api/v1/audit/events?limit=1000")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(event -> event.path("position").asLong() == position)
                .map(event -> event.path("type").asString())
                .findFirst()
                .orElse("nothing");
    }

    private static JsonNode part(JsonNode health, String name) {
        return health.path("parts")
                .valueStream()
                .filter(part -> part.path("part").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + health));
    }
}
