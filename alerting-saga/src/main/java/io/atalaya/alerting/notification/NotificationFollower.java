package io.atalaya.alerting.notification;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.notification.event.NotificationTestRequested;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.List;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows the domain log, and enters into the ledger what people are to be told of alerts and of channels themselves. It
 * cannot be replayed: what was told once is not told again.
 */
@Component
@ProcessingGroup(NotificationFollower.PROCESSING_GROUP)
@DisallowReplay
class NotificationFollower {
    static final String PROCESSING_GROUP = "notifications";

    private final Subjects subjects;
    private final Announcer announcer;

    NotificationFollower(Subjects subjects, Announcer announcer) {
        this.subjects = subjects;
        this.announcer = announcer;
    }

    @EventHandler
    void on(DeviceRegistered event) {
        subjects.put(
                event.tenantId(),
                event.deviceId().value(),
                new Facts.OfDevice(event.details().name()));
    }

    @EventHandler
    void on(DeviceChanged event) {
        subjects.put(
                event.tenantId(),
                event.deviceId().value(),
                new Facts.OfDevice(event.details().name()));
    }

    /** Nobody is told yet: whether, and whom, the paging says. */
    @EventHandler
    void on(AlertRaised event) {
        subjects.put(
                event.tenantId(),
                event.alertId().value(),
                new Facts.OfAlert(
                        event.deviceId(), event.type(), event.severity(), event.message(), 0, List.of(), List.of()));
    }

    @EventHandler
    void on(AlertPaged event, EventMessage<AlertPaged> message) {
        Facts.OfAlert facts = new Facts.OfAlert(
                event.deviceId(),
                event.type(),
                event.severity(),
                event.message(),
                event.level(),
                event.roles(),
                event.userIds());
        subjects.put(event.tenantId(), event.alertId().value(), facts);
        News.OfAlert alert = new News.OfAlert(
                event.alertId(),
                event.type(),
                event.severity(),
                event.message(),
                event.deviceId(),
                subjects.nameOf(event.deviceId()),
                event.level(),
                event.page(),
                event.urgent(),
                null,
                null);
        News news = News.of(Occasion.ALERT_PAGED, message.getTimestamp(), alert);
        announcer.announce(Announcement.ofAlert(message, event.tenantId(), news, facts));
    }

    @EventHandler
    void on(AlertEscalated event, EventMessage<AlertEscalated> message) {
        Facts.OfAlert facts = subjects.alert(event.alertId()).escalated(event.level());
        subjects.put(event.tenantId(), event.alertId().value(), facts);
        announce(Occasion.ALERT_ESCALATED, event.alertId(), event.tenantId(), facts, null, null, message);
    }

    @EventHandler
    void on(AlertAcknowledged event, EventMessage<AlertAcknowledged> message) {
        Facts.OfAlert facts = subjects.alert(event.alertId());
        announce(Occasion.ALERT_ACKNOWLEDGED, event.alertId(), event.tenantId(), facts, event.userId(), null, message);
    }

    @EventHandler
    void on(AlertResolved event, EventMessage<AlertResolved> message) {
        Facts.OfAlert facts = subjects.alert(event.alertId());
        announce(
                Occasion.ALERT_RESOLVED,
                event.alertId(),
                event.tenantId(),
                facts,
                event.userId(),
                event.note(),
                message);
        subjects.forget(event.alertId().value());
    }

    @EventHandler
    void on(AlertAutoResolved event, EventMessage<AlertAutoResolved> message) {
        Facts.OfAlert facts = subjects.alert(event.alertId());
        announce(Occasion.ALERT_RESOLVED, event.alertId(), event.tenantId(), facts, null, null, message);
        subjects.forget(event.alertId().value());
    }

    @EventHandler
    void on(NotificationTestRequested event, EventMessage<NotificationTestRequested> message) {
        UserId asker = Doer.of(message);
        Announcement test = new Announcement(
                event.tenantId(),
                message.getIdentifier(),
                SystemMetadata.correlationId(message),
                News.of(Occasion.TEST, message.getTimestamp()),
                false,
                null,
                null,
                Set.of(),
                asker == null ? Set.of() : Set.of(asker),
                null);
        announcer.test(event.channelId(), test);
    }

    private void announce(
            Occasion occasion,
            AlertId alertId,
            TenantId tenantId,
            Facts.OfAlert facts,
            @Nullable UserId by,
            @Nullable String note,
            EventMessage<?> message) {
        News.OfAlert alert = facts.news(alertId, subjects.nameOf(facts.deviceId()), by, note);
        announcer.announce(
                Announcement.ofAlert(message, tenantId, News.of(occasion, message.getTimestamp(), alert), facts));
    }
}
