package io.atalaya.alerting.escalation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.FireAlertTimer;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertTicketRequested;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.NoteAlertResolved;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * Follows one alert from raising to resolution. The alert says which timers are set; here each has a stored deadline, so
 * it survives restarts and may fire on any node. What a timer means, and whether it still counts, the alert decides:
 * firing twice or too late changes nothing. When the alert asks for a ticket, it is opened here.
 */
@Saga
@ProcessingGroup(AlertEscalation.PROCESSING_GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class AlertEscalation {
    static final String PROCESSING_GROUP = "escalation";
    static final String DEADLINE = "alert-timer";

    private TenantId tenantId;
    private AlertId alertId;
    private String correlationId;
    private @Nullable TicketId ticketId;
    /** The deadlines of the timers that are set, by the timers' generations. */
    private Map<Integer, String> deadlineIds = new HashMap<>();

    /** For Axon, which fills the fields from the saga store or by {@link #on(AlertRaised, EventMessage)}. */
    @SuppressWarnings("NullAway.Init")
    public AlertEscalation() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "alertId")
    void on(AlertRaised event, EventMessage<AlertRaised> message) {
        tenantId = event.tenantId();
        alertId = event.alertId();
        correlationId = SystemMetadata.correlationId(message);
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "alertId")
    void on(TimerSet event, EventMessage<TimerSet> message, DeadlineManager deadlines) {
        AlertTimerDue due =
                new AlertTimerDue(alertId, event.timer(), event.generation(), correlationId, message.getIdentifier());
        deadlineIds.put(event.generation(), deadlines.schedule(event.dueAt(), DEADLINE, due));
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "alertId")
    void on(TimerCancelled event, DeadlineManager deadlines) {
        cancel(deadlineIds.remove(event.generation()), deadlines);
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "alertId")
    void on(TimerFired event) {
        deadlineIds.remove(event.generation());
    }

    /** The alert knows whether this timer is still set; another node may have changed the saga meanwhile. */
    @DeadlineHandler(deadlineName = DEADLINE)
    void on(AlertTimerDue due, SystemCommands commands) {
        commands.send(
                new FireAlertTimer(due.alertId(), tenantId, due.timer(), due.generation()),
                PROCESSING_GROUP,
                due.correlationId(),
                due.causationId());
    }

    @SagaEventHandler(associationProperty = "alertId")
    void on(AlertTicketRequested event, EventMessage<AlertTicketRequested> message, SystemCommands commands) {
        // Follows from the alert: one alert, one ticket, however often it is asked for.
        ticketId = new TicketId(UUID.nameUUIDFromBytes(("ticket/" + alertId).getBytes(StandardCharsets.UTF_8)));
        OpenTicket openTicket = new OpenTicket(
                ticketId,
                tenantId,
                event.message(),
                "Opened because nobody resolved the alert in time.",
                event.severity() == Severity.CRITICAL ? Priority.URGENT : Priority.HIGH,
                null,
                event.deviceId(),
                alertId,
                event.level());
        commands.send(openTicket, PROCESSING_GROUP, correlationId, message.getIdentifier());
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "alertId")
    void on(
            AlertResolved event,
            EventMessage<AlertResolved> message,
            DeadlineManager deadlines,
            SystemCommands commands) {
        cancelAll(deadlines);
        tellTicket(false, message, commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "alertId")
    void on(
            AlertAutoResolved event,
            EventMessage<AlertAutoResolved> message,
            DeadlineManager deadlines,
            SystemCommands commands) {
        cancelAll(deadlines);
        tellTicket(true, message, commands);
    }

    /** If the alert was resolved before the ticket was open, the ticket's own saga has not heard of it. */
    private void tellTicket(boolean byItself, EventMessage<?> message, SystemCommands commands) {
        if (ticketId != null) {
            commands.send(
                    new NoteAlertResolved(ticketId, tenantId, byItself),
                    PROCESSING_GROUP,
                    correlationId,
                    message.getIdentifier());
        }
    }

    private void cancelAll(DeadlineManager deadlines) {
        deadlineIds.values().forEach(deadlineId -> cancel(deadlineId, deadlines));
        deadlineIds.clear();
    }

    private static void cancel(@Nullable String deadlineId, DeadlineManager deadlines) {
        if (deadlineId != null) {
            deadlines.cancelSchedule(DEADLINE, deadlineId);
        }
    }
}
