package io.atalaya.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.query.FewAtOnce;
import io.atalaya.query.audit.chain.HistoryStreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A history is streamed in order, whole or from wherever a reader stopped. */
class ReplayStreamTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final World world = World.on(Node.shared());
    private final Api auditor = world.member(Role.AUDITOR);

    @Test
    void eachLineIsAnAuditEventAndNoneIsMissing() {
        World.Device device = world.device();
        String odd = "Quote \" backslash \\ line\nbreak and ñ €";
        long position = rename(odd);
        List<JsonNode> lines = replay("", position);

        List<JsonNode> events = new ArrayList<>(StreamSupport.stream(
                        auditor.get("/api/v1/audit/events?limit=1000")
                                .expect(200)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .toList()
                .reversed());
        assertThat(lines).hasSameSizeAs(events);
        for (int index = 0; index < events.size(); index++) {
            JsonNode line = lines.get(index);
            events.get(index)
                    .propertyNames()
                    .forEach(name -> assertThat(line.path(name))
                            .as("%s of %s", name, line)
                            .isEqualTo(events.get(lines.indexOf(line)).path(name)));
        }
        assertThat(lines.getLast().at("/payload/name").asString()).isEqualTo(odd);
        assertThat(lines.getLast().at("/actor/name").asString()).isEqualTo("OWNER");
        assertThat(lines)
                .extracting(line -> line.path("position").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(lines)
                .extracting(line -> line.path("aggregateId").asString())
                .contains(device.id());
        assertThat(lines).extracting(line -> line.path("tenantId").asString()).containsOnly(world.tenantId());
    }

    @Test
    void aReaderGoesOnWhereItStoppedByCursorOrByPosition() {
        long position = 0;
        for (int number = 0; number < 5; number++) {
            position = rename("Name " + number);
        }
        List<JsonNode> all = replay("", position);
        for (int stopped = 0; stopped < all.size(); stopped++) {
            JsonNode last = all.get(stopped);
            List<JsonNode> rest = all.subList(stopped + 1, all.size());
            assertThat(replay("?after=" + last.path("cursor").asString(), position))
                    .isEqualTo(rest);
            assertThat(replay("?fromPosition=" + (last.path("position").asLong() + 1), position))
                    .isEqualTo(rest);
            assertThat(replay("?fromPosition=" + last.path("position").asLong(), position))
                    .hasSize(rest.size() + 1);
        }
        assertThat(replay("?to=" + Instant.EPOCH.plusSeconds(1), position)).isEmpty();
        assertThat(replay("?fromPosition=" + (position + 1_000_000), position)).isEmpty();
    }

    @Test
    void reportsComeBetweenTheEventsByTheTimeAtWhichTheyWereRecorded() {
        World.Device device = world.device();
        device.report("first", 3).expect(202);
        rename("Between");
        device.report("second", 4).expect(202);
        long position = rename("Behind");
        List<JsonNode> lines = await().until(
                        () -> replay("?telemetry=true", position),
                        found -> reports(found).size() == 2);

        assertThat(lines).extracting(line -> line.path("at").asString()).isSorted();
        assertThat(reports(lines))
                .extracting(line -> line.at("/payload/messageId").asString())
                .containsExactly("first", "second");
        assertThat(reports(lines))
                .extracting(line -> line.path("aggregateId").asString())
                .containsOnly(device.id());
        for (int stopped = 0; stopped < lines.size(); stopped++) {
            assertThat(replay(
                            "?telemetry=true&after="
                                    + lines.get(stopped).path("cursor").asString(),
                            position))
                    .isEqualTo(lines.subList(stopped + 1, lines.size()));
        }
        assertThat(reports(replay("", position))).isEmpty();
    }

    @Test
    void nothingOfAnotherTenantIsInIt() {
        World other = World.on(Node.shared());
        World.Device device = other.device();
        device.report(3).expect(202);
        long position = rename("Mine");
        assertThat(auditor.with("X-Min-Position", Long.toString(position))
                        .get("/api/v1/audit/replay?telemetry=true")
                        .expect(200)
                        .response()
                        .body())
                .doesNotContain(other.tenantId())
                .doesNotContain(device.id());
    }

    @Test
    void whatCannotBeReplayedIsRefusedByName() {
        assertThat(auditor.get("/api/v1/audit/replay?after=nonsense")
                        .expect(400)
                        .code())
                .isEqualTo("cursor_invalid");
        for (String wrong : List.of("fromPosition=-1", "fromPosition=1&after=1-1", "to=yesterday", "fromPosition=x")) {
            assertThat(auditor.get("/api/v1/audit/replay?" + wrong).expect(400).code())
                    .as(wrong)
                    .isEqualTo("invalid_request");
        }
        world.member(Role.OPERATOR).get("/api/v1/audit/replay").expect(403);
    }

    @Test
    void anExportForWhichThereIsNoPlaceIsNotOnTheRecord() {
        HistoryStreams streams = Node.shared().bean(HistoryStreams.class);
        TenantId tenant = TenantId.of(world.tenantId());
        try (FewAtOnce.Slot one = streams.enter(tenant);
                FewAtOnce.Slot another = streams.enter(tenant);
                FewAtOnce.Slot last = streams.enter(tenant)) {
            Api.Answer refused = auditor.get("/api/v1/audit/export").expect(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        }
        long position = rename("Later");
        assertThat(replay("", position))
                .extracting(line -> line.path("type").asString())
                .contains("TenantRenamed")
                .doesNotContain("HistoryExported");
    }

    private List<JsonNode> replay(String question, long atLeast) {
        Api.Answer answer = auditor.with("X-Min-Position", Long.toString(atLeast))
                .get("/api/v1/audit/replay" + question)
                .expect(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        return answer.response().body().lines().map(JSON::readTree).toList();
    }

    private static List<JsonNode> reports(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.path("log").asString().equals("TELEMETRY"))
                .toList();
    }

    private long rename(String name) {
        return world.owner()
                .send("PUT", "/api/v1/tenants/" + world.tenantId(), Map.of("name", name))
                .expect(200)
                .position();
    }
}
