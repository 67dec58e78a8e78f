package io.atalaya.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.atalaya.alerting.notification.channel.MailRoom;
import io.atalaya.app.support.Endpoint;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.EmailTarget;
import io.atalaya.contract.notification.MqttTarget;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.command.PauseNotificationChannel;
import io.atalaya.contract.notification.event.NotificationGivenUp;
import io.atalaya.contract.notification.event.NotificationSent;
import io.atalaya.kernel.access.Role;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the ledger reaches people, once or, if it must be, more than once under the same id. */
class DeliveryTest {
    private final Desk desk = new Desk();
    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void anEndpointGetsTheMessageAndTheLedgerSaysSo() {
        desk.webhook(endpoint.url());
        var page = desk.paged();

        desk.deliver();

        assertThat(endpoint.received()).hasSize(1);
        Endpoint.Got got = endpoint.received().getFirst();
        assertThat(got.path()).isEqualTo("/hook?key=secret");
        assertThat(got.timestamp()).isEqualTo(Long.toString(desk.clock.instant().getEpochSecond()));
        assertThat(got.signature()).startsWith("v1,");
        assertThat(got.json().path("id").asString()).isEqualTo(got.id());
        assertThat(got.json().path("type").asString()).isEqualTo("alert.paged");
        assertThat(got.json().path("tenantId").asString()).isEqualTo(desk.tenant.toString());
        assertThat(got.json().path("at").asString())
                .isEqualTo(page.getTimestamp().toString());
        assertThat(got.json().at("/data/alert/id").asString())
                .isEqualTo(page.getPayload().alertId().toString());
        assertThat(got.json().at("/data/alert/message").asString()).isEqualTo("temperature 9.5 °C is above 8");
        assertThat(desk.ledger()).containsExactly("SENT");
        assertThat(desk.published).singleElement().isInstanceOfSatisfying(NotificationSent.class, sent -> {
            assertThat(sent.notificationId()).hasToString(got.id());
            assertThat(sent.alertId()).isEqualTo(page.getPayload().alertId());
            assertThat(sent.attempts()).isEqualTo(1);
        });
    }

    @Test
    void whatFailsIsTriedAgainLaterAndLaterUnderTheSameId() {
        desk.webhook(endpoint.url());
        endpoint.answers(503, 500);
        desk.paged();

        desk.deliver();
        desk.clock.advance(Duration.ofSeconds(47));
        desk.deliver();
        assertThat(endpoint.received()).as("not before its time").hasSize(1);
        desk.clock.advance(Duration.ofSeconds(26));
        desk.deliver();
        assertThat(endpoint.received()).hasSize(2);
        desk.clock.advance(Duration.ofSeconds(143));
        desk.deliver();
        assertThat(endpoint.received()).as("three times as long").hasSize(2);
        desk.clock.advance(Duration.ofSeconds(74));
        desk.deliver();

        assertThat(endpoint.received()).hasSize(3);
        assertThat(endpoint.received().stream().map(Endpoint.Got::id).distinct())
                .hasSize(1);
        assertThat(desk.ledger()).containsExactly("SENT");
    }

    @Test
    void whatNeverSucceedsIsGivenUp() {
        desk.webhook(endpoint.url());
        endpoint.answers(503, 503, 503, 503);
        desk.paged();

        for (int hour = 0; hour < 5; hour++) {
            desk.deliver();
            desk.clock.advance(Duration.ofHours(1));
        }

        assertThat(endpoint.received()).hasSize(3);
        assertThat(desk.ledger()).containsExactly("DEAD_LETTER");
        assertThat(desk.published)
                .singleElement()
                .isInstanceOfSatisfying(
                        NotificationGivenUp.class,
                        given -> assertThat(given.failure()).isEqualTo("The endpoint answered 503"));
    }

    @Test
    void aProcessThatDiesBetweenSendingAndWritingSoSendsAgainUnderTheSameId() {
        desk.webhook(endpoint.url());
        desk.paged();
        Leased leased = desk.courier.lease(1, Map.of()).getFirst();
        desk.transaction.diesAfter(1);

        assertThatThrownBy(() -> desk.courier.deliver(leased)).isInstanceOf(Desk.Died.class);
        desk.deliver();
        assertThat(endpoint.received()).as("while it is leased").hasSize(1);
        desk.clock.advance(Desk.SETTINGS.lease());
        desk.deliver();

        assertThat(endpoint.received()).hasSize(2);
        assertThat(endpoint.received().get(1).id())
                .isEqualTo(endpoint.received().get(0).id());
        assertThat(endpoint.received().get(1).body())
                .isEqualTo(endpoint.received().get(0).body());
        assertThat(desk.ledger()).containsExactly("SENT");
        assertThat(desk.published).hasSize(1);
    }

    @Test
    void whatKillsWhoeverTriesItIsGivenUp() {
        desk.webhook(endpoint.url());
        desk.paged();
        for (int attempt = 0; attempt < Desk.SETTINGS.tries(); attempt++) {
            desk.courier.lease(1, Map.of());
            desk.clock.advance(Desk.SETTINGS.lease());
        }

        desk.deliver();

        assertThat(endpoint.received()).isEmpty();
        assertThat(desk.ledger()).containsExactly("DEAD_LETTER");
    }

    @Test
    void whoComesBackAfterItsLeaseHasNothingMoreToSay() {
        desk.webhook(endpoint.url());
        desk.paged();
        endpoint.answers(204, 503);
        Leased slow = desk.courier.lease(1, Map.of()).getFirst();
        desk.clock.advance(Desk.SETTINGS.lease());
        desk.deliver();

        desk.courier.deliver(slow);

        assertThat(desk.ledger()).containsExactly("SENT");
        assertThat(desk.count("last_failure is not null")).isZero();
        assertThat(desk.published).hasSize(1);
    }

    @Test
    void whatOneHasLeasedNobodyElseGets() {
        ChannelId first = desk.webhook(endpoint.url());
        for (int page = 0; page < 5; page++) {
            desk.paged();
        }

        List<Leased> mine = desk.courier.lease(16, Map.of());
        assertThat(mine).as("only a few of one channel at once").hasSize(Desk.SETTINGS.perChannel());
        assertThat(desk.courier.lease(16, Map.of(first, Desk.SETTINGS.perChannel())))
                .isEmpty();
        List<Leased> theirs = desk.courier.lease(16, Map.of(first, Desk.SETTINGS.perChannel() - 1));

        assertThat(theirs).hasSize(1).doesNotContainAnyElementsOf(mine);
    }

    @Test
    void nodesThatLeaseAtOnceShareWhatThereIs() {
        for (int channel = 0; channel < 10; channel++) {
            desk.webhook(endpoint.url());
        }
        for (int page = 0; page < 4; page++) {
            desk.paged();
        }
        List<CompletableFuture<List<Leased>>> nodes = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> desk.courier.lease(16, Map.of())))
                .limit(8)
                .toList();

        List<NotificationId> leased = nodes.stream()
                .map(CompletableFuture::join)
                .flatMap(List::stream)
                .map(Leased::id)
                .toList();

        assertThat(leased).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(40);
        assertThat(desk.count("attempts = 1")).isEqualTo(leased.size());
        assertThat(desk.count("attempts > 1")).isZero();
    }

    @Test
    void noRedirectIsFollowed() {
        desk.webhook(endpoint.url());
        endpoint.answers(302);
        desk.paged();

        desk.deliver();

        assertThat(endpoint.received()).hasSize(1);
        assertThat(desk.count("status = 'PENDING' and last_failure = 'The endpoint answered 302'"))
                .isEqualTo(1);
    }

    @Test
    void anAddressThatIsForbiddenByNowIsNotConnectedTo() {
        desk.webhook(endpoint.url("127.0.0.2"));
        desk.paged();

        desk.deliver();

        assertThat(endpoint.received()).isEmpty();
        assertThat(desk.ledger()).containsOnly("DEAD_LETTER");
        assertThat(desk.count("last_failure like '%may not be connected to'")).isEqualTo(1);
    }

    @Test
    void aChannelThatFailsAllTheTimeIsPausedAndOneThatRecoversIsNot() {
        ChannelId channel = desk.webhook(endpoint.url());
        for (int failure = 0; failure < 19; failure++) {
            desk.channels.failed(channel, "The endpoint answered 503");
        }
        desk.paged();
        desk.deliver();
        verify(desk.commands, never()).send(any(), anyString());

        for (int failure = 0; failure < 19; failure++) {
            desk.channels.failed(channel, "The endpoint answered 503");
        }
        endpoint.answers(503);
        desk.paged();
        desk.deliver();

        verify(desk.commands)
                .send(
                        new PauseNotificationChannel(channel, desk.tenant, 20, "The endpoint answered 503"),
                        "notifications");
    }

    @Test
    void throughAPausedChannelNothingIsSentThatWaits() {
        desk.webhook(endpoint.url());
        desk.paged();
        desk.jdbc.sql("update notification_channel set paused_at = now()").update();
        desk.deliver();
        assertThat(endpoint.received()).isEmpty();

        desk.jdbc.sql("update notification_channel set paused_at = null").update();
        desk.deliver();
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void ofAChannelThatIsGoneOrDisabledNothingIsSent() {
        desk.webhook(endpoint.url());
        desk.paged();
        desk.jdbc
                .sql("update notification_channel set settings = jsonb_set(settings, '{enabled}', 'false')")
                .update();
        desk.deliver();
        desk.jdbc
                .sql("update notification_channel set settings = jsonb_set(settings, '{enabled}', 'true')")
                .update();
        desk.paged();
        desk.jdbc.sql("delete from notification_channel").update();
        desk.deliver();

        assertThat(endpoint.received()).isEmpty();
        assertThat(desk.ledger()).containsExactly("SUPPRESSED CHANNEL_DISABLED", "SUPPRESSED CHANNEL_REMOVED");
    }

    @Test
    void aMailboxGetsMailWithAnIdThatStaysAndMarkupThatIsText() throws MessagingException, IOException {
        desk.mailbox("kitchen@test.example");
        var event = desk.page(DeviceId.next(), List.of(), List.of());
        var hostile = new AlertPaged(
                event.alertId(),
                event.tenantId(),
                event.deviceId(),
                event.type(),
                event.severity(),
                "<script>alert(1)</script>\r\nBcc: victim@test.example",
                0,
                1,
                false,
                List.of(),
                List.of());
        desk.alerts.on(hostile, desk.message(hostile));

        desk.deliver();

        assertThat(desk.mail().getReceivedMessages()).hasSize(1);
        MimeMessage mail = desk.mail().getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("kitchen@test.example");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("watchtower@test.example");
        assertThat(mail.getSubject()).isEqualTo("[CRITICAL] <script>alert(1)</script> Bcc: victim@test.example");
        UUID id = desk.jdbc.sql("select id from notification").query(UUID.class).single();
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@test.example>");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        mail.writeTo(whole);
        assertThat(whole.toString(StandardCharsets.UTF_8))
                .contains("text/plain", "text/html", "&lt;script&gt;")
                .doesNotContain("<td><script>");
        assertThat(desk.jdbc
                        .sql("select address_shown from notification")
                        .query(String.class)
                        .single())
                .isEqualTo("k***@test.example");
    }

    @Test
    void aMemberGetsMailWhereItsAccountSaysAndNobodyWhoHasLeft() {
        UserId stays = desk.member(Role.OPERATOR);
        UserId leaves = desk.member(Role.OPERATOR);
        desk.channel(Desk.settings(), new EmailTarget(List.of(), Set.of(Role.OPERATOR), false));
        desk.paged();
        desk.jdbc
                .sql("delete from membership where user_id = :user")
                .param("user", leaves.value())
                .update();

        desk.deliver();

        assertThat(desk.mail().getReceivedMessages()).hasSize(1);
        assertThat(desk.count("status = 'SENT' and user_id = '" + stays + "'")).isEqualTo(1);
        assertThat(desk.count("reason = 'NO_ADDRESS' and user_id = '" + leaves + "'"))
                .isEqualTo(1);
        assertThat(desk.published)
                .singleElement()
                .isInstanceOfSatisfying(
                        NotificationSent.class,
                        sent -> assertThat(sent.userId()).isEqualTo(stays));
    }

    @Test
    void aMemberWhoMayNotSeeTheDeviceAnyMoreIsNotToldOfIt() {
        UUID here = UUID.randomUUID();
        UserId moved = desk.member(Role.OPERATOR, here);
        DeviceId device = desk.deviceAt(here);
        desk.channel(Desk.settings(), new EmailTarget(List.of(), Set.of(Role.OPERATOR), false));
        for (int page = 0; page < 7; page++) {
            AlertPaged event = desk.page(device, List.of(), List.of());
            desk.alerts.on(event, desk.message(event));
        }
        AlertPaged elsewhere = desk.page(desk.deviceAt(here), List.of(), List.of());
        desk.alerts.on(elsewhere, desk.message(elsewhere));
        desk.jdbc
                .sql("update directory_entry set site_id = :site where id = :device")
                .param("site", UUID.randomUUID())
                .param("device", device.value())
                .update();

        desk.deliver();
        desk.clock.advance(ChannelSettings.DEFAULT_DIGEST);
        desk.deliver();

        assertThat(desk.count("reason = 'NOT_ON_SITE' and user_id = '" + moved + "'"))
                .isEqualTo(5);
        assertThat(desk.published)
                .as("of the digest, what is left")
                .singleElement()
                .isInstanceOfSatisfying(
                        NotificationSent.class,
                        sent -> assertThat(sent.notified()).isEqualTo(1));
    }

    @Test
    void aDeviceIsCalledByItsPresentName() {
        desk.webhook(endpoint.url());
        AlertPaged page = desk.page(DeviceId.next(), List.of(), List.of());
        DeviceDetails details = new DeviceDetails(
                "Cold cell 2", "FREEZER", "SN", null, null, null, null, null, null, null, Map.of(), Map.of(), null);
        desk.alerts.on(new DeviceChanged(page.deviceId(), desk.tenant, details, 2));
        desk.alerts.on(page, desk.message(page));

        desk.deliver();

        assertThat(endpoint.received()
                        .getFirst()
                        .json()
                        .at("/data/alert/device")
                        .asString())
                .isEqualTo("Cold cell 2");
    }

    @Test
    void withoutAMailServerTheLedgerDoesNotClaimThatMailWasSent() {
        desk.mailbox("kitchen@test.example");
        desk.paged();
        Courier withoutServer = desk.courier(new MailRoom(null, "watchtower@test.example"));

        withoutServer.lease(1, Map.of()).forEach(withoutServer::deliver);

        assertThat(desk.ledger()).containsExactly("SUPPRESSED NO_MAIL_SERVER");
    }

    @Test
    void overMqttItGoesToTheTenantsOwnTopic() {
        desk.channel(Desk.settings(), new MqttTarget("kitchen"));
        desk.paged();

        desk.deliver();

        assertThat(desk.overMqtt).containsExactly("atalaya/tenants/" + desk.tenant + "/notifications/kitchen");
        assertThat(desk.ledger()).containsExactly("SENT");
    }
}
