package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Endpoint;
import io.atalaya.app.support.Mailbox;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Atalaya is for, from a cold cell that warms up to the ticket that is closed, with whoever was told of it. */
class WholeStoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String INBOX = "on-call@test.example";

    private final Mailbox mailbox = new Mailbox();
    private final Endpoint endpoint = new Endpoint();
    private final Node node = Node.start(TestPostgres.freshDatabase(), mailbox.settings());
    private final World world = World.on(node);
    private final Api owner = world.owner();

    @AfterEach
    void stop() {
        node.close();
        endpoint.close();
    }

    @Test
    void aColdCellWarmsUpNobodyAnswersAndInTheEndItsTicketIsClosed() {
        World.Member technician = world.memberWithId(Role.TECHNICIAN);
        String mail = channel(
                Map.of("name", "On call", "type", "EMAIL", "addresses", List.of(INBOX), "singlyPerMinute", 100));
        String hook = channel(
                Map.of("name", "Control room", "type", "WEBHOOK", "url", endpoint.url(), "singlyPerMinute", 100));
        promiseServiceWithin(Duration.ofSeconds(5));
        escalateEach(Duration.ofSeconds(1));
        World.Device coldCell = world.device();
        world.tooWarmRule(coldCell);

        coldCell.report("warm", 9).expect(202);
        String alert = world.awaitAlert(coldCell, "ACTIVE").path("id").asString();
        JsonNode escalated = await().atMost(SOON)
                .until(
                        () -> alert(alert),
                        found -> found.path("escalationLevel").asInt() == 2);
        String ticket = escalated.path("ticketId").asString();
        assertThat(ticket).isNotEmpty();

        work(technician, ticket, "assign", Map.of("assigneeId", technician.id()));
        work(technician, ticket, "start", null);
        work(technician, ticket, "hold", Map.of("reason", "Waiting for a compressor"));
        JsonNode held = await().until(
                        () -> ticket(ticket),
                        found -> found.path("status").asString().equals("ON_HOLD"));
        Duration left = Duration.parse(held.path("timeLeft").asString());
        await().during(left.plusSeconds(1))
                .atMost(SOON)
                .until(() -> !ticket(ticket).path("slaBreached").asBoolean());
        work(technician, ticket, "resume", null);
        work(technician, ticket, "complete", Map.of("note", "Compressor replaced"));
        await().until(() -> ticket(ticket).path("status").asString().equals("COMPLETED"));
        assertThat(alert(alert).path("status").asString())
                .as("it is still warm")
                .isEqualTo("ACTIVE");

        coldCell.report("cool", 3).expect(202);
        await().atMost(SOON).until(() -> alert(alert).path("status").asString().equals("RESOLVED"));
        await().atMost(SOON)
                .until(() -> ticket(ticket).path("status").asString().equals("CLOSED"));

        assertThat(alertHistory(alert))
                .as("newest first")
                .containsSubsequence(
                        "AlertAutoResolved", "AlertEscalated", "AlertEscalated", "AlertPaged", "AlertRaised")
                .doesNotContain("AlertAcknowledged");
        awaitDelivered();
        assertThat(mailbox.mailsTo(INBOX)).hasSameSizeAs(sent(mail));
        assertThat(endpoint.received().stream().map(Endpoint.Got::id)).containsExactlyInAnyOrderElementsOf(sent(hook));
        assertThat(endpoint.received().stream()
                        .map(got -> got.json().path("type").asString()))
                .contains("alert.paged", "alert.escalated", "ticket.opened", "ticket.assigned", "alert.resolved");
        assertThat(ledger(entry -> !entry.path("status").asString().equals("SENT")))
                .as("the few who were not told, and why")
                .allSatisfy(entry -> assertThat(entry.path("reason").asString()).isNotEmpty());
        assertThat(owner.get("/api/v1/audit/verify")
                        .expect(200)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    private String channel(Map<String, Object> channel) {
        return owner.post("/api/v1/notification-channels", channel).expect(201).text("id");
    }

    private void promiseServiceWithin(Duration repair) {
        owner.send(
                        "PUT",
                        "/api/v1/tenants/" + world.tenantId() + "/service-levels",
                        Map.of(
                                "targets",
                                Map.of("URGENT", Map.of("own", "PT1H", "repair", repair.toString())),
                                "maxEscalationLevel",
                                1))
                .expect(200);
    }

    private void escalateEach(Duration level) {
        Map<String, Object> quiet = Map.of("roles", List.of("OWNER"), "repeats", 0, "escalateAfter", level.toString());
        Map<String, Object> withTicket = Map.of(
                "roles",
                List.of("OWNER"),
                "repeats",
                0,
                "escalateAfter",
                level.toString(),
                "urgent",
                true,
                "openTicket",
                true);
        owner.send(
                        "PUT",
                        "/api/v1/tenants/" + world.tenantId() + "/escalation-policy",
                        Map.of("levels", List.of(quiet, withTicket, Map.of("roles", List.of("OWNER"), "repeats", 0))))
                .expect(200);
    }

    private void work(World.Member worker, String ticket, String step, @Nullable Object body) {
        worker.api().post("/api/v1/tickets/" + ticket + "/" + step, body).expect(200);
    }

    private JsonNode alert(String id) {
        return owner.get("/api/v1/alerts/" + id).expect(200).json();
    }

    private JsonNode ticket(String id) {
        return owner.get("/api/v1/tickets/" + id).expect(200).json();
    }

    private List<String> alertHistory(String id) {
        return stream(owner.get("/api/v1/alerts/" + id + "/history"))
                .map(entry -> entry.path("type").asString())
                .toList();
    }

    private void awaitDelivered() {
        node.awaitCaughtUp();
        await().atMost(SOON)
                .until(() -> ledger(entry -> entry.path("status").asString().equals("PENDING"))
                        .isEmpty());
    }

    private List<JsonNode> ledger(Predicate<JsonNode> wanted) {
        return stream(owner.get("/api/v1/notifications?limit=1000"))
                .filter(wanted)
                .toList();
    }

    private List<String> sent(String channel) {
        return ledger(entry -> entry.path("channelId").asString().equals(channel)
                        && entry.path("status").asString().equals("SENT"))
                .stream()
                .map(entry -> entry.path("id").asString())
                .toList();
    }

    private static Stream<JsonNode> stream(Api.Answer answer) {
        return StreamSupport.stream(answer.expect(200).json().path("items").spliterator(), false);
    }
}
