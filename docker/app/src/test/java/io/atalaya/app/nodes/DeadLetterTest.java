package io.atalaya.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.junit.jupiter.api.Test;

/** An event that a read model cannot take is put aside, once, with what follows it; everything else goes on. */
class DeadLetterTest {
    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final TenantId tenant = TenantId.of(world.tenantId());
    private final EventGateway events = node.bean(EventGateway.class);

    @Test
    void anEventAboutSomethingThatIsNotThereIsPutAside() {
        AlertId unknown = AlertId.next();
        events.publish(new AlertAcknowledged(unknown, tenant, UserId.next()));
        await().until(() -> letters("alerts", unknown.toString()).size() == 1);

        World.Device device = world.device();
        world.tooWarmRule(device);
        device.report(9).expect(202);
        world.awaitAlert(device, "ACTIVE");
    }

    @Test
    void platformStaffDecideWhatBecomesOfIt() {
        AlertId unknown = AlertId.next();
        events.publish(new AlertAcknowledged(unknown, tenant, UserId.next()));
        await().until(() -> letters("alerts", unknown.toString()).size() == 1);
        Api staff = node.api().logInAsAdmin();
        String id = StreamSupport.stream(
                        staff.get("/api/v1/admin/dead-letters?processor=alerts&limit=1000")
                                .expect(200)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(letter -> letter.path("eventType").asString().equals("AlertAcknowledged"))
                .map(letter -> letter.path("id").asString())
                .filter(letter -> node.jdbc()
                        .sql("select convert_from(payload, 'UTF8') like :id from dead_letter_entry"
                                + " where dead_letter_identifier = :letter")
                        .param("id", "%" + unknown + "%")
                        .param("letter", letter)
                        .query(Boolean.class)
                        .single())
                .findFirst()
                .orElseThrow();

        assertThat(staff.post("/api/v1/admin/dead-letters", Map.of("id", id, "action", "RETRY"))
                        .expect(200)
                        .json()
                        .path("gone")
                        .asBoolean())
                .as("it cannot be handled yet")
                .isFalse();
        assertThat(staff.post("/api/v1/admin/dead-letters", Map.of("id", id, "action", "DISCARD"))
                        .expect(400)
                        .code())
                .isEqualTo("invalid_request");
        staff.post("/api/v1/admin/dead-letters", Map.of("id", id, "action", "DISCARD", "reason", "Never raised"))
                .expect(200);
        assertThat(letters("alerts", unknown.toString())).isEmpty();
        staff.post("/api/v1/admin/dead-letters", Map.of("id", id, "action", "RETRY"))
                .expect(404);
    }

    @Test
    @SuppressWarnings("NullAway") // the point is what should not be
    void anEventThatTheDatabaseRefusesIsPutAsideOnceWithItsFollowersOnly() {
        TicketId broken = TicketId.next();
        events.publish(
                ticketEvent(
                        broken, 0, new TicketOpened(broken, tenant, 1, null, null, Priority.LOW, null, null, null, 0)),
                ticketEvent(broken, 1, new TicketAssigned(broken, tenant, UserId.next())));
        String next = world.owner()
                .post("/api/v1/tickets", Map.of("title", "Goes on"))
                .expect(201)
                .text("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> world.owner().get("/api/v1/tickets/" + next).status() == 200);
        await().until(() -> letters("tickets", broken.toString()).size() == 2);
        await().during(Duration.ofSeconds(2))
                .until(() -> letters("tickets", broken.toString()).size() == 2);
    }

    private static EventMessage<?> ticketEvent(TicketId id, long sequence, TicketEvent event) {
        return new GenericDomainEventMessage<>("Ticket", id.toString(), sequence, event);
    }

    /** Payloads of the dead letters that mention this id. */
    private List<String> letters(String processingGroup, String id) {
        return node.jdbc()
                .sql("select convert_from(payload, 'UTF8') from dead_letter_entry"
                        + " where processing_group = :group and convert_from(payload, 'UTF8') like :id")
                .param("group", processingGroup)
                .param("id", "%" + id + "%")
                .query(String.class)
                .list();
    }
}
