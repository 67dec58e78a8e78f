package io.atalaya.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Endpoint;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.contract.notification.event.NotificationSent;
import io.atalaya.contract.notification.event.NotificationTestRequested;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.access.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is told of what, at what pace, and what the ledger says of the rest. */
class AnnouncingTest {
    private static final URI ANYWHERE = URI.create("http://127.0.0.1/");

    private final Desk desk = new Desk();
    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void aThousandAlertsWithinAMinuteAreFiveMessagesAndADigest() {
        desk.webhook(endpoint.url());
        for (int alert = 0; alert < 1000; alert++) {
            desk.paged();
        }
        desk.deliver();
        assertThat(endpoint.received()).hasSize(5);

        desk.clock.advance(ChannelSettings.DEFAULT_DIGEST);
        desk.deliver();

        assertThat(endpoint.received()).hasSize(6);
        JsonNode digest = endpoint.received().getLast().json();
        assertThat(digest.path("type").asString()).isEqualTo("digest");
        assertThat(digest.at("/data/count").asInt()).isEqualTo(995);
        assertThat(digest.at("/data/items")).hasSize(100);
        assertThat(digest.at("/data/items/0/data/alert/type").asString()).isEqualTo("HIGH_TEMP");
        assertThat(desk.count("status = 'SENT'")).isEqualTo(6);
        assertThat(desk.count("status = 'SUPPRESSED' and reason = 'DIGESTED' and digest_id = '"
                        + digest.path("id").asString() + "'"))
                .isEqualTo(995);
        assertThat(desk.published)
                .last()
                .isInstanceOfSatisfying(
                        NotificationSent.class,
                        sent -> assertThat(sent.notified()).isEqualTo(995));

        desk.paged();
        desk.deliver();
        assertThat(endpoint.received()).as("a minute later, one by one again").hasSize(7);
    }

    @Test
    void aDigestThatIsOnItsWayTakesNothingMore() {
        desk.webhook(endpoint.url());
        for (int alert = 0; alert < 6; alert++) {
            desk.paged();
        }
        desk.clock.advance(Duration.ofSeconds(59));
        desk.paged();
        assertThat(desk.count("occasion = 'DIGEST'")).isEqualTo(1);
        desk.clock.advance(Duration.ofMillis(999));
        desk.paged();
        assertThat(desk.count("occasion = 'DIGEST'")).isEqualTo(1);
        assertThat(desk.count("digest_id is not null")).isEqualTo(3);
        desk.jdbc
                .sql("update notification set attempts = 1 where occasion = 'DIGEST'")
                .update();
        desk.paged();

        assertThat(desk.count("occasion = 'DIGEST'")).isEqualTo(2);
    }

    @Test
    void withoutDigestsWhatIsBeyondThePaceIsNotSent() {
        desk.channel(Desk.settings(Duration.ZERO), new WebhookTarget(ANYWHERE));
        for (int alert = 0; alert < 7; alert++) {
            desk.paged();
        }

        assertThat(desk.count("status = 'PENDING'")).isEqualTo(5);
        assertThat(desk.count("reason = 'RATE_LIMITED'")).isEqualTo(2);
    }

    @Test
    void eachRecipientHasItsOwnPace() {
        desk.mailbox("a@test.example", "b@test.example");
        for (int alert = 0; alert < 6; alert++) {
            desk.paged();
        }

        assertThat(desk.count("status = 'PENDING' and occasion <> 'DIGEST'")).isEqualTo(10);
        assertThat(desk.count("occasion = 'DIGEST'")).isEqualTo(2);
    }

    @Test
    void whatIsHandledAgainIsNotToldAgain() {
        desk.webhook(endpoint.url());
        List<EventMessage<AlertPaged>> pages = List.of(
                desk.paged(), desk.paged(), desk.paged(), desk.paged(), desk.paged(), desk.paged(), desk.paged());
        List<String> before = desk.ledger();
        desk.deliver();
        desk.clock.advance(Duration.ofMinutes(2));

        pages.forEach(page -> desk.alerts.on(page.getPayload(), page));
        desk.deliver();

        assertThat(desk.ledger()).hasSameSizeAs(before);
        assertThat(endpoint.received()).hasSize(6);
    }

    @Test
    void whatIsNotSentSaysWhy() {
        desk.paged();
        desk.channel(
                new ChannelSettings("Off", false, Set.of(), Severity.INFO, Set.of(), 5, Duration.ZERO),
                new WebhookTarget(ANYWHERE));
        desk.channel(Desk.settings(), new EmailTarget(List.of(), Set.of(Role.TECHNICIAN), false));
        ChannelId paused = desk.webhook(ANYWHERE.toString());
        desk.jdbc
                .sql("update notification_channel set paused_at = now() where id = :id")
                .param("id", paused.value())
                .update();
        desk.paged();

        assertThat(desk.ledger())
                .containsExactlyInAnyOrder(
                        "SUPPRESSED NO_CHANNEL",
                        "SUPPRESSED CHANNEL_DISABLED",
                        "SUPPRESSED NO_RECIPIENT",
                        "SUPPRESSED CHANNEL_PAUSED");
    }

    @Test
    void whatHappenedLongAgoNobodyIsToldAndWhatWasBeforeTheChannelDoesNotConcernIt() {
        EventMessage<AlertPaged> early = desk.message(desk.page(DeviceId.next(), List.of(), List.of()));
        desk.clock.advance(Duration.ofSeconds(1));
        desk.webhook(ANYWHERE.toString());
        EventMessage<AlertPaged> old = desk.message(desk.page(DeviceId.next(), List.of(), List.of()));
        desk.alerts.on(early.getPayload(), early);
        assertThat(desk.ledger()).containsExactly("SUPPRESSED NO_CHANNEL");
        desk.clock.advance(Desk.SETTINGS.tooOldAfter().plusSeconds(1));

        desk.alerts.on(old.getPayload(), old);

        assertThat(desk.ledger()).containsExactly("SUPPRESSED NO_CHANNEL", "SUPPRESSED TOO_OLD");
    }

    @Test
    void whatAFilterKeepsBackLeavesNoTrace() {
        UUID site = UUID.randomUUID();
        DeviceId there = desk.deviceAt(site);
        DeviceId elsewhere = desk.deviceAt(UUID.randomUUID());
        desk.channel(
                new ChannelSettings(
                        "Site",
                        true,
                        Set.of(Occasion.ALERT_ESCALATED),
                        Severity.CRITICAL,
                        Set.of(new SiteId(site)),
                        5,
                        Duration.ZERO),
                new WebhookTarget(ANYWHERE));
        for (DeviceId device : List.of(there, elsewhere)) {
            AlertPaged page = desk.page(device, List.of(), List.of());
            desk.alerts.on(page, desk.message(page));
            AlertAcknowledged seen = new AlertAcknowledged(page.alertId(), desk.tenant, UserId.next());
            desk.alerts.on(seen, desk.message(seen));
            AlertEscalated escalated = new AlertEscalated(page.alertId(), desk.tenant, 2);
            desk.alerts.on(escalated, desk.message(escalated));
        }

        assertThat(desk.ledger())
                .as("both pages and one escalation were told nobody, which is worth knowing")
                .containsExactlyInAnyOrder(
                        "SUPPRESSED NO_CHANNEL", "SUPPRESSED NO_CHANNEL", "SUPPRESSED NO_CHANNEL", "PENDING");
        assertThat(desk.count("status = 'PENDING' and occasion = 'ALERT_ESCALATED'"))
                .isEqualTo(1);
    }

    @Test
    void aPageConcernsThoseWhomItNamesUnlessTheyAreLimitedToOtherSites() {
        UUID site = UUID.randomUUID();
        DeviceId device = desk.deviceAt(site);
        UserId operator = desk.member(Role.OPERATOR);
        UserId onSite = desk.member(Role.OPERATOR, site);
        desk.member(Role.OPERATOR, UUID.randomUUID());
        desk.member(Role.TECHNICIAN);
        UserId named = desk.member(Role.OWNER);
        desk.channel(Desk.settings(), new EmailTarget(List.of(), Set.of(), true));
        AlertPaged page = desk.page(device, List.of(Role.OPERATOR), List.of(named, UserId.next()));
        desk.alerts.on(page, desk.message(page));
        assertThat(told("ALERT_PAGED")).containsExactlyInAnyOrder(operator, onSite, named);

        AlertAcknowledged seen = new AlertAcknowledged(page.alertId(), desk.tenant, operator);
        desk.alerts.on(seen, desk.message(seen));
        assertThat(told("ALERT_ACKNOWLEDGED"))
                .as("all but the one who did it")
                .containsExactlyInAnyOrder(onSite, named);

        AlertAutoResolved over = new AlertAutoResolved(page.alertId(), desk.tenant, 4, desk.clock.instant());
        desk.alerts.on(over, desk.message(over));
        assertThat(told("ALERT_RESOLVED")).containsExactlyInAnyOrder(operator, onSite, named);
    }

    @Test
    void aTicketConcernsWhoeverHasIt() {
        UserId technician = desk.member(Role.TECHNICIAN);
        UserId owner = desk.member(Role.OWNER);
        desk.channel(Desk.settings(), new EmailTarget(List.of(), Set.of(), true));
        TicketId ticket = TicketId.next();
        TicketOpened opened =
                new TicketOpened(ticket, desk.tenant, 7, "Too warm", null, Priority.URGENT, null, null, null, 0);
        desk.tickets.on(opened, desk.message(opened));
        TicketAssigned assigned = new TicketAssigned(ticket, desk.tenant, technician);
        desk.tickets.on(assigned, desk.message(assigned, by(owner)));
        SlaBreached breached = new SlaBreached(ticket, desk.tenant, ServiceGoal.REPAIR, 0, desk.clock.instant());
        desk.tickets.on(breached, desk.message(breached));

        assertThat(desk.count("occasion = 'TICKET_OPENED' and reason = 'NO_RECIPIENT'"))
                .isEqualTo(1);
        assertThat(told("TICKET_ASSIGNED")).containsExactly(technician);
        assertThat(told("TICKET_SLA_BREACHED")).containsExactly(technician);
        assertThat(desk.jdbc
                        .sql("select subject from notification where occasion = 'TICKET_SLA_BREACHED'")
                        .query(String.class)
                        .single())
                .isEqualTo("Ticket 7 is late to be completed: Too warm");
    }

    @Test
    void aTestReachesWhoAsksForItWhateverTheFilters() {
        UserId asker = desk.member(Role.ENGINEER);
        desk.member(Role.OWNER);
        ChannelId channel = desk.channel(
                new ChannelSettings(
                        "Off", false, Set.of(Occasion.TICKET_CLOSED), Severity.CRITICAL, Set.of(), 5, Duration.ZERO),
                new EmailTarget(List.of(), Set.of(Role.OWNER), false));
        NotificationTestRequested test = new NotificationTestRequested(channel, desk.tenant);
        desk.alerts.on(test, desk.message(test, by(asker)));

        desk.deliver();

        assertThat(told("TEST")).containsExactly(asker);
        assertThat(desk.ledger()).containsExactly("SENT");
        assertThat(desk.mail().getReceivedMessages()).hasSize(1);
    }

    @Test
    void theLedgerForgetsWhatIsOldButNothingThatWaits() {
        desk.paged();
        ChannelId channel = desk.webhook(ANYWHERE.toString());
        desk.paged();
        desk.clock.advance(Desk.SETTINGS.keepFor().plusSeconds(1));
        desk.jdbc
                .sql("update notification_channel set paused_at = now() where id = :id")
                .param("id", channel.value())
                .update();
        desk.paged();

        new LedgerPurge(desk.outbox, desk.transaction, Desk.SETTINGS, desk.clock).run();

        assertThat(desk.ledger()).containsExactly("PENDING", "SUPPRESSED CHANNEL_PAUSED");
    }

    private static Map<String, Object> by(UserId user) {
        return Map.of(MetadataKeys.ACTOR_TYPE, Actor.Type.USER.name(), MetadataKeys.ACTOR_ID, user.toString());
    }

    private List<UserId> told(String occasion) {
        return desk
                .jdbc
                .sql("select user_id from notification where occasion = :occasion and user_id is not null")
                .param("occasion", occasion)
                .query(UUID.class)
                .stream()
                .map(UserId::new)
                .toList();
    }
}
