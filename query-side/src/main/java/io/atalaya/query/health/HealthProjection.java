package io.atalaya.query.health;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.query.LogPosition;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Keeps the spans of time that health is made of. From them it can be told for any moment, so that its history is the
 * same however often it is built again.
 */
@Component
@ProcessingGroup(HealthProjection.PROCESSING_GROUP)
public class HealthProjection {
    public static final String PROCESSING_GROUP = "health";

    private final HealthSpans spans;

    HealthProjection(HealthSpans spans) {
        this.spans = spans;
    }

    @EventHandler
    void on(DeviceRegistered event, EventMessage<DeviceRegistered> message) {
        spans.begin(
                Span.Kind.REGISTERED,
                event.deviceId().value(),
                event.tenantId(),
                event.deviceId(),
                null,
                null,
                message.getTimestamp(),
                LogPosition.of(message));
    }

    @EventHandler
    void on(DeviceWentOnline event, EventMessage<DeviceWentOnline> message) {
        spans.begin(
                Span.Kind.ONLINE,
                event.deviceId().value(),
                event.tenantId(),
                event.deviceId(),
                null,
                null,
                event.at(),
                LogPosition.of(message));
    }

    @EventHandler
    void on(DeviceWentOffline event, EventMessage<DeviceWentOffline> message) {
        spans.end(Span.Kind.ONLINE, event.deviceId().value(), event.at(), LogPosition.of(message));
    }

    @EventHandler
    void on(DeviceRetired event, EventMessage<DeviceRetired> message) {
        spans.end(Span.Kind.ONLINE, event.deviceId().value(), message.getTimestamp(), LogPosition.of(message));
    }

    @EventHandler
    void on(AlertRaised event, EventMessage<AlertRaised> message) {
        long position = LogPosition.of(message);
        spans.begin(
                Span.Kind.ALERT,
                event.alertId().value(),
                event.tenantId(),
                event.deviceId(),
                null,
                event.severity(),
                message.getTimestamp(),
                position);
        spans.begin(
                Span.Kind.OUT_OF_RANGE,
                event.alertId().value(),
                event.tenantId(),
                event.deviceId(),
                null,
                event.severity(),
                event.triggeredAt(),
                position);
    }

    @EventHandler
    void on(AlertConditionCleared event, EventMessage<AlertConditionCleared> message) {
        spans.end(Span.Kind.OUT_OF_RANGE, event.alertId().value(), event.clearedAt(), LogPosition.of(message));
    }

    @EventHandler
    void on(AlertRetriggered event, EventMessage<AlertRetriggered> message) {
        spans.beginWithin(
                Span.Kind.OUT_OF_RANGE,
                Span.Kind.ALERT,
                event.alertId().value(),
                event.triggeredAt(),
                LogPosition.of(message));
    }

    @EventHandler
    void on(AlertAutoResolved event, EventMessage<AlertAutoResolved> message) {
        resolved(event.alertId(), event.clearedAt(), message);
    }

    @EventHandler
    void on(AlertResolved event, EventMessage<AlertResolved> message) {
        resolved(event.alertId(), message.getTimestamp(), message);
    }

    private void resolved(AlertId alertId, Instant normalSince, EventMessage<?> message) {
        long position = LogPosition.of(message);
        spans.end(Span.Kind.OUT_OF_RANGE, alertId.value(), normalSince, position);
        spans.end(Span.Kind.ALERT, alertId.value(), message.getTimestamp(), position);
    }

    @EventHandler
    void on(TicketOpened event, EventMessage<TicketOpened> message) {
        spans.begin(
                Span.Kind.TICKET,
                event.ticketId().value(),
                event.tenantId(),
                event.deviceId(),
                event.assetId(),
                null,
                message.getTimestamp(),
                LogPosition.of(message));
    }

    @EventHandler
    void on(SlaBreached event, EventMessage<SlaBreached> message) {
        spans.beginWithin(
                Span.Kind.OVERDUE, Span.Kind.TICKET, event.ticketId().value(), event.dueAt(), LogPosition.of(message));
    }

    @EventHandler
    void on(TicketCompleted event, @Timestamp Instant at, EventMessage<TicketCompleted> message) {
        done(event.ticketId(), at, message);
    }

    @EventHandler
    void on(TicketClosed event, @Timestamp Instant at, EventMessage<TicketClosed> message) {
        done(event.ticketId(), at, message);
    }

    @EventHandler
    void on(TicketCancelled event, @Timestamp Instant at, EventMessage<TicketCancelled> message) {
        done(event.ticketId(), at, message);
    }

    private void done(TicketId ticketId, Instant at, EventMessage<?> message) {
        spans.end(Span.Kind.OVERDUE, ticketId.value(), at, LogPosition.of(message));
    }

    @ResetHandler
    void reset() {
        spans.clear();
    }
}
