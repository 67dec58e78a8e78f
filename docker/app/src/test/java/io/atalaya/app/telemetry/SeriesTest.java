package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What charts and tables show of readings. */
class SeriesTest {
    private final World world = World.on(Node.shared());
    /** A full hour, so that what is measured before it falls into the same steps whenever the test runs. */
    private final Instant now = Node.shared().bean(Clock.class).instant().truncatedTo(ChronoUnit.HOURS);

    private record Measured(String metric, double value, Instant at) {}

    @ParameterizedTest
    @CsvSource({"24h, PT5M, PT22H", "7d, PT30M, P6D", "30d, PT2H, P29D"})
    void aSeriesHasAStepOfItsRange(String range, Duration step, Duration ago) {
        World.Device device = world.device();
        Instant start = Instant.ofEpochSecond(
                Math.floorDiv(now.minus(ago).getEpochSecond(), step.toSeconds()) * step.toSeconds());
        Api reader = reported(
                device,
                List.of(
                        new Measured("temperature", 1, start),
                        new Measured("temperature", 4, start.plus(step).minusMillis(1)),
                        new Measured("temperature", -7, start.plus(step)),
                        new Measured("humidity", 40, start),
                        new Measured("temperature", 99, now.minus(Duration.ofDays(32)))));

        JsonNode series = reader.get("/api/v1/series?metric=temperature&deviceId=" + device.id() + "&range=" + range)
                .expect(200)
                .json();

        assertThat(series.path("step").asString()).isEqualTo(step.toString());
        assertThat(series.path("unit").asString()).isEqualTo("°C");
        assertThat(series.path("range").asString()).isEqualTo(range);
        JsonNode items = series.path("items");
        assertThat(items).hasSize(2);
        assertThat(items.path(0).path("start").asString()).isEqualTo(start.toString());
        assertThat(figures(items.path(0))).isEqualTo("1.0 4.0 2.5 2");
        assertThat(items.path(1).path("start").asString())
                .isEqualTo(start.plus(step).toString());
        assertThat(figures(items.path(1))).isEqualTo("-7.0 -7.0 -7.0 1");
    }

    @Test
    void anAssetsSeriesIsThatOfItsDevicesTogether() {
        String site = world.site("Kitchen");
        String asset = world.owner()
                .post("/api/v1/assets", Map.of("name", "Cell", "type", "COLD_CELL", "siteId", site))
                .expect(201)
                .text("id");
        Instant at = now.minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.HOURS);
        reported(deviceOn(asset), List.of(new Measured("temperature", 1, at)));
        Api reader = reported(
                deviceOn(asset),
                List.of(new Measured("temperature", 5, at), new Measured("temperature", 6, at.plusMillis(1))));
        String path = "/api/v1/series?metric=temperature&assetId=" + asset;

        // Which devices stand on it, another projection knows.
        await().untilAsserted(() -> {
            JsonNode items = reader.get(path).expect(200).json().path("items");
            assertThat(items).hasSize(1);
            assertThat(figures(items.path(0))).isEqualTo("1.0 6.0 4.0 3");
        });

        world.memberOf(Role.VIEWER, site).get(path).expect(200);
        world.memberOf(Role.VIEWER, world.site("Cellar")).get(path).expect(404);
        World.on(Node.shared()).owner().get(path).expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"metric=temperature", "metric=temperature&range=24h", "deviceId={device}", "deviceId=x&metric=m"
            })
    void aSeriesOfNothingIsRefused(String query) {
        refused("/api/v1/series?" + query.replace("{device}", world.device().id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "24H", "30"})
    void anotherRangeIsRefused(String range) {
        String device = world.device().id();
        Api.Answer refused = refused("/api/v1/series?metric=m&deviceId=" + device + "&range=" + range);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("range");
    }

    @Test
    void whereNothingWasMeasuredThereIsNothing() {
        String device = world.device().id();
        for (String range : List.of("24h", "7d", "30d")) {
            assertThat(world.owner()
                            .get("/api/v1/series?metric=m&deviceId=" + device + "&range=" + range)
                            .expect(200)
                            .json()
                            .path("items"))
                    .isEmpty();
        }
        assertThat(stats(world.owner(), device, "").path("items")).isEmpty();
    }

    @Test
    void figuresAreOfTheLastDayUnlessAskedOtherwise() {
        World.Device device = world.device();
        Api reader = reported(
                device,
                List.of(
                        new Measured("temperature", 4, now.minus(Duration.ofHours(22))),
                        new Measured("temperature", 8, now.minusSeconds(1)),
                        new Measured("humidity", 40, now.minusSeconds(1)),
                        new Measured("temperature", -90, now.minus(Duration.ofHours(25)))));

        JsonNode stats = stats(reader, device.id(), "");
        assertThat(Duration.between(
                        Instant.parse(stats.path("from").asString()),
                        Instant.parse(stats.path("to").asString())))
                .isEqualTo(Duration.ofHours(24));
        assertThat(stats.path("items")).hasSize(2);
        assertThat(stats.path("items").path(0).path("metric").asString()).isEqualTo("humidity");
        JsonNode temperature = stats.path("items").path(1);
        assertThat(temperature.path("unit").asString()).isEqualTo("°C");
        assertThat(figures(temperature)).isEqualTo("4.0 8.0 6.0 2");
        assertThat(temperature.path("firstMeasuredAt").asString())
                .isEqualTo(now.minus(Duration.ofHours(22)).toString());
        assertThat(temperature.path("lastMeasuredAt").asString())
                .isEqualTo(now.minusSeconds(1).toString());
        assertThat(stats(reader, device.id(), "?metric=temperature&metric=nothing")
                        .path("items"))
                .hasSize(1);
        assertThat(stats(reader, device.id(), "?to=" + now.minus(Duration.ofHours(24)))
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void figuresAreExactWhateverTheRange() {
        World.Device device = world.device();
        Random random = new Random(8);
        List<Measured> measured = Stream.generate(() -> new Measured(
                        random.nextBoolean() ? "temperature" : "humidity",
                        random.nextInt(-4000, 4000) / 100.0,
                        now.minusMillis(random.nextLong(Duration.ofDays(3).toMillis()))))
                .limit(900)
                .toList();
        Api reader = reported(device, measured);

        for (int attempt = 0; attempt < 40; attempt++) {
            Instant to = now.minusMillis(random.nextLong(Duration.ofDays(2).toMillis()));
            Instant from =
                    to.minusMillis(1 + random.nextLong(Duration.ofHours(attempt).toMillis() + 1000));
            if (attempt % 4 == 0) {
                from = from.truncatedTo(ChronoUnit.HOURS);
            }
            JsonNode stats = stats(reader, device.id(), "?from=" + from + "&to=" + to);
            List<String> answered = new ArrayList<>();
            stats.path("items")
                    .forEach(item -> answered.add(item.path("metric").asString() + " " + figures(item) + " "
                            + item.path("firstMeasuredAt").asString() + " "
                            + item.path("lastMeasuredAt").asString()));
            assertThat(answered).as("from %s to %s", from, to).isEqualTo(counted(measured, from, to));
        }
    }

    @Test
    void figuresAreSeenWhereTheDeviceIs() {
        String site = world.site("Kitchen");
        World.Device device = world.deviceAt(site);
        String path = "/api/v1/devices/" + device.id() + "/readings/stats";
        world.memberOf(Role.OPERATOR, site).get(path).expect(200);
        world.memberOf(Role.OPERATOR, world.site("Cellar")).get(path).expect(404);
        World.on(Node.shared()).owner().get(path).expect(404);
        for (String wrong : List.of(
                "?from=" + now + "&to=" + now,
                "?from=" + now.plus(Duration.ofDays(1)),
                "?to=1900-01-01T00:00:00Z",
                "?from=yesterday",
                "?" + "metric=m&".repeat(101))) {
            refused(path + wrong);
        }
        world.owner().get(path + "?from=" + now.minus(Duration.ofDays(20_000))).expect(200);
    }

    /** The plain way. */
    private static List<String> counted(List<Measured> measured, Instant from, Instant to) {
        List<String> counted = new ArrayList<>();
        for (String metric : List.of("humidity", "temperature")) {
            List<Measured> within = measured.stream()
                    .filter(one -> one.metric().equals(metric))
                    .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
                    .sorted(Comparator.comparing(Measured::at))
                    .toList();
            if (!within.isEmpty()) {
                BigDecimal total = within.stream()
                        .map(one -> BigDecimal.valueOf(one.value()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                double average = total.divide(BigDecimal.valueOf(within.size()), MathContext.DECIMAL128)
                        .doubleValue();
                counted.add(metric + " "
                        + within.stream().mapToDouble(Measured::value).min().orElseThrow() + " "
                        + within.stream().mapToDouble(Measured::value).max().orElseThrow() + " " + average + " "
                        + within.size() + " " + within.getFirst().at() + " "
                        + within.getLast().at());
            }
        }
        return counted;
    }

    private World.Device deviceOn(String asset) {
        Api.Answer answer = world.owner()
                .post(
                        "/api/v1/devices",
                        Map.of(
                                "name",
                                "Probe",
                                "type",
                                "COLD_CELL_SENSOR",
                                "serialNumber",
                                "SN-" + UUID.randomUUID(),
                                "assetId",
                                asset))
                .expect(201);
        String key = answer.text("apiKey");
        return new World.Device(answer.text("id"), "", key, Node.shared().api().with("X-API-Key", key));
    }

    /** @return the owner, who sees what was reported */
    private Api reported(World.Device device, List<Measured> measured) {
        Api.Answer answer = device.api()
                .post(
                        "/api/v1/devices/" + device.id() + "/readings",
                        Map.of(
                                "readings",
                                measured.stream()
                                        .map(one -> Map.of(
                                                "metric", one.metric(),
                                                "value", one.value(),
                                                "unit", "°C",
                                                "measuredAt", one.at().toString()))
                                        .toList()))
                .expect(202);
        return world.owner().with("X-Min-Position", answer.header("X-Position"));
    }

    private static JsonNode stats(Api reader, String device, String query) {
        return reader.get("/api/v1/devices/" + device + "/readings/stats" + query)
                .expect(200)
                .json();
    }

    private Api.Answer refused(String path) {
        Api.Answer answer = world.owner().get(path).expect(400);
        assertThat(answer.code()).isEqualTo("invalid_request");
        return answer;
    }

    private static String figures(JsonNode item) {
        return item.path("min").asDouble() + " " + item.path("max").asDouble() + " "
                + item.path("avg").asDouble() + " " + item.path("count").asLong();
    }
}
