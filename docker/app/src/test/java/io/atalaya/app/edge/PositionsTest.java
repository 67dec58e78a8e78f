package io.atalaya.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client reads what it has just written, and walks through long lists. */
class PositionsTest {
    private final World world = World.on(Node.shared());

    @Test
    void aQueryWithMinPositionSeesTheChange() {
        for (int round = 0; round < 20; round++) {
            Api.Answer created = world.owner()
                    .post("/api/v1/sites", Map.of("name", "Site " + round))
                    .expect(201);
            world.owner()
                    .with("X-Min-Position", created.header("X-Position"))
                    .get("/api/v1/sites/" + created.text("id"))
                    .expect(200);
        }
    }

    @Test
    void aPositionThatConcernsAnotherReadModelDoesNotHoldUpThisOne() {
        Api.Answer created =
                world.owner().post("/api/v1/sites", Map.of("name", "Elsewhere")).expect(201);
        for (String path : List.of("/alerts", "/tickets", "/devices", "/rules", "/audit/events")) {
            world.owner()
                    .with("X-Min-Position", created.header("X-Position"))
                    .get("/api/v1" + path)
                    .expect(200);
        }
    }

    @Test
    void aPositionThatIsNeverReachedIsAnsweredAfterTwoSeconds() {
        Api.Answer answer = world.owner()
                .with("X-Min-Position", Long.toString(Long.MAX_VALUE))
                .get("/api/v1/sites")
                .expect(503);
        assertThat(answer.code()).isEqualTo("read_model_behind");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(world.owner()
                        .with("X-Min-Position", "soon")
                        .get("/api/v1/sites")
                        .expect(400)
                        .code())
                .isEqualTo("invalid_request");
    }

    @Test
    void aListIsWalkedThroughPageByPageWithoutHolesOrDoubles() {
        String position = "0";
        for (int index = 0; index < 7; index++) {
            position = world.owner()
                    .post("/api/v1/sites", Map.of("name", "Site " + index))
                    .expect(201)
                    .header("X-Position");
        }
        Api reader = world.owner().with("X-Min-Position", position);
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    reader.get("/api/v1/sites?limit=3" + cursor).expect(200).json();
            page.path("items").forEach(site -> names.add(site.path("name").asString()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(names).containsExactly("Site 6", "Site 5", "Site 4", "Site 3", "Site 2", "Site 1", "Site 0");

        World.Device device = world.device();
        StringBuilder readings = new StringBuilder();
        for (int index = 0; index < 10; index++) {
            readings.append(index == 0 ? "" : ",")
                    .append("{\"metric\":\"m" + index % 2 + "\",\"value\":" + index
                            + ",\"measuredAt\":\"2026-11-20T10:0" + index / 2 + ":00Z\"}");
        }
        long stored = device.api()
                .post("/api/v1/devices/" + device.id() + "/readings", "{\"readings\":[" + readings + "]}")
                .expect(202)
                .position();
        List<Integer> values = new ArrayList<>();
        cursor = "";
        do {
            JsonNode page = world.owner()
                    .with("X-Min-Position", Long.toString(stored))
                    .get("/api/v1/devices/" + device.id() + "/readings?limit=3" + cursor)
                    .expect(200)
                    .json();
            page.path("items")
                    .forEach(reading -> values.add(reading.path("value").asInt()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(values).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    }
}
