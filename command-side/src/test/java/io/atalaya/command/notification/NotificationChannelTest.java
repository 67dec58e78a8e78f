package io.atalaya.command.notification;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.atalaya.command.RejectedWith;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelTarget;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.MqttTarget;
import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.contract.notification.WebhookTarget;
import io.atalaya.contract.notification.command.AddNotificationChannel;
import io.atalaya.contract.notification.command.ChangeNotificationChannel;
import io.atalaya.contract.notification.command.PauseNotificationChannel;
import io.atalaya.contract.notification.command.RemoveNotificationChannel;
import io.atalaya.contract.notification.command.ResumeNotificationChannel;
import io.atalaya.contract.notification.command.TestNotificationChannel;
import io.atalaya.contract.notification.event.NotificationChannelAdded;
import io.atalaya.contract.notification.event.NotificationChannelChanged;
import io.atalaya.contract.notification.event.NotificationChannelPaused;
import io.atalaya.contract.notification.event.NotificationChannelRemoved;
import io.atalaya.contract.notification.event.NotificationChannelResumed;
import io.atalaya.contract.notification.event.NotificationTestRequested;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class NotificationChannelTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    private static final ChannelId CHANNEL = ChannelId.of("00000000-0000-0000-0000-0000000000f1");
    private static final SiteId SITE = SiteId.of("00000000-0000-0000-0000-0000000000f2");
    private static final ChannelTarget HOOK = new WebhookTarget(URI.create("https://example.com/hook"));
    private static final ChannelTarget OTHER_HOOK = new WebhookTarget(URI.create("https://example.com/other"));
    private static final SigningSecret SECRET = new SigningSecret("whsec_AAAA");

    private final ChannelTargets targets = mock();
    private final Directory directory = mock();
    private final FixtureConfiguration<NotificationChannel> fixture = new AggregateTestFixture<>(
                    NotificationChannel.class)
            .registerInjectableResource(targets)
            .registerInjectableResource(directory);

    @Test
    void aChannelIsAddedAndItsSecretIsTheAnswer() {
        when(targets.add(CHANNEL, TENANT, HOOK)).thenReturn(SECRET);
        fixture.givenNoPriorActivity().when(add(TENANT)).expectEvents(added()).expectResultMessagePayload(SECRET);
    }

    @Test
    void addingItAgainChangesNothingAndHasTheSameAnswer() {
        when(targets.secret(CHANNEL)).thenReturn(SECRET);
        fixture.given(added()).when(add(TENANT)).expectNoEvents().expectResultMessagePayload(SECRET);
    }

    @Test
    void aTenantHasSoManyChannelsAndNoMore() {
        doThrow(Rejection.of(Rejection.Code.TOO_MANY_CHANNELS, "full"))
                .when(targets)
                .requireRoom(TENANT);
        fixture.givenNoPriorActivity()
                .when(add(TENANT))
                .expectException(RejectedWith.code(Rejection.Code.TOO_MANY_CHANNELS))
                .expectNoEvents();
    }

    @Test
    void itsSitesMustBeThere() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId", "none"))
                .when(directory)
                .requireSite(TENANT, SITE);
        fixture.givenNoPriorActivity()
                .when(add(TENANT))
                .expectException(RejectedWith.codeAndField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId"));
    }

    @Test
    void aSiteThatIsGoneKeepsNothingElseFromBeingChanged() {
        doThrow(Rejection.ofField(Rejection.Code.REFERENCE_NOT_FOUND, "siteId", "none"))
                .when(directory)
                .requireSite(TENANT, SITE);
        fixture.given(added())
                .when(new ChangeNotificationChannel(CHANNEL, TENANT, settings("Night"), null))
                .expectEvents(new NotificationChannelChanged(CHANNEL, TENANT, settings("Night"), HOOK.shown()));
    }

    @Test
    void toAnotherTenantItDoesNotExist() {
        fixture.given(added())
                .when(new RemoveNotificationChannel(CHANNEL, OTHER_TENANT))
                .expectException(RejectedWith.code(Rejection.Code.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void itChangesAndTheSameChangeAgainChangesNothing() {
        fixture.given(added())
                .when(new ChangeNotificationChannel(CHANNEL, TENANT, settings("Night"), null))
                .expectEvents(new NotificationChannelChanged(CHANNEL, TENANT, settings("Night"), HOOK.shown()));
        fixture.given(added(), new NotificationChannelChanged(CHANNEL, TENANT, settings("Night"), HOOK.shown()))
                .when(new ChangeNotificationChannel(CHANNEL, TENANT, settings("Night"), null))
                .expectNoEvents();
    }

    @Test
    void itIsOnTheRecordThatItLeadsElsewhereThoughNotWhere() {
        when(targets.change(CHANNEL, OTHER_HOOK)).thenReturn(true);
        fixture.given(added())
                .when(new ChangeNotificationChannel(CHANNEL, TENANT, settings("Day"), OTHER_HOOK))
                .expectEvents(new NotificationChannelChanged(CHANNEL, TENANT, settings("Day"), HOOK.shown()));
    }

    @Test
    void itStaysWhatItIs() {
        fixture.given(added())
                .when(new ChangeNotificationChannel(CHANNEL, TENANT, settings("Day"), new MqttTarget("kitchen")))
                .expectException(RejectedWith.codeAndField(Rejection.Code.INVALID_REQUEST, "type"))
                .expectNoEvents();
    }

    @Test
    void itIsPausedOnceAndResumedOnce() {
        var pause = new PauseNotificationChannel(CHANNEL, TENANT, 20, "The endpoint answered 503");
        var paused = new NotificationChannelPaused(CHANNEL, TENANT, 20, "The endpoint answered 503");
        var resume = new ResumeNotificationChannel(CHANNEL, TENANT);
        var resumed = new NotificationChannelResumed(CHANNEL, TENANT);
        fixture.given(added()).when(pause).expectEvents(paused);
        fixture.given(added(), paused).when(pause).expectNoEvents();
        fixture.given(added(), paused).when(resume).expectEvents(resumed);
        fixture.given(added(), paused, resumed).when(resume).expectNoEvents();
        fixture.given(added(), paused, resumed).when(pause).expectEvents(paused);
    }

    @Test
    void eachTestIsOnTheRecord() {
        fixture.given(added(), new NotificationTestRequested(CHANNEL, TENANT))
                .when(new TestNotificationChannel(CHANNEL, TENANT))
                .expectEvents(new NotificationTestRequested(CHANNEL, TENANT));
    }

    @Test
    void whenItGoesSoDoesWhereItLed() {
        fixture.given(added())
                .when(new RemoveNotificationChannel(CHANNEL, TENANT))
                .expectEvents(new NotificationChannelRemoved(CHANNEL, TENANT))
                .expectMarkedDeleted();
        verify(targets).remove(any());
    }

    private static AddNotificationChannel add(TenantId tenantId) {
        return new AddNotificationChannel(CHANNEL, tenantId, settings("Day"), HOOK);
    }

    private static NotificationChannelAdded added() {
        return new NotificationChannelAdded(
                CHANNEL, TENANT, ChannelType.WEBHOOK, settings("Day"), "https://example.com/…");
    }

    private static ChannelSettings settings(String name) {
        return new ChannelSettings(name, true, Set.of(), Severity.INFO, Set.of(SITE), 5, Duration.ofMinutes(1));
    }
}
