package io.atalaya.alerting.escalation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.EscalateAlert;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.OpenTicket;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/**
 * Follows one alert from raising to resolution. While it is open, each time the escalation time passes it rises a level;
 * the first level opens a ticket, one per alert. The deadline is stored, so it survives restarts and may fire on any
 * node; firing twice changes nothing, since a level is reached once.
 */
@Saga
@ProcessingGroup(AlertEscalation.PROCESSING_GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class AlertEscalation {
    static final String PROCESSING_GROUP = "escalation";
    static final String DEADLINE = "alert-escalation";

    private TenantId tenantId;
    private AlertId alertId;
    private DeviceId deviceId;
    private Severity severity;
    private String message;
    private String correlationId;
    private String lastEventId;
    private String deadlineId;
    private int level;

    /** For Axon, which fills the fields from the saga store or by {@link #on(AlertRaised, EventMessage, DeadlineManager, EscalationSettings)}. */
    @SuppressWarnings("NullAway.Init")
    public AlertEscalation() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "alertId")
    void on(
            AlertRaised event,
            EventMessage<AlertRaised> eventMessage,
            DeadlineManager deadlines,
            EscalationSettings settings) {
        tenantId = event.tenantId();
        alertId = event.alertId();
        deviceId = event.deviceId();
        severity = event.severity();
        message = event.message();
        correlationId = SystemMetadata.correlationId(eventMessage);
        lastEventId = eventMessage.getIdentifier();
        schedule(deadlines, settings);
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(EscalationDue due, SystemCommands commands, DeadlineManager deadlines, EscalationSettings settings) {
        if (due.level() <= level) {
            return;
        }
        level = due.level();
        Object open = commands.send(
                new EscalateAlert(alertId, tenantId, level), PROCESSING_GROUP, correlationId, lastEventId);
        // If the alert was resolved a moment ago, nothing is left to be done; the event about it will end this saga.
        if (level == 1 && !Boolean.FALSE.equals(open)) {
            commands.send(openTicket(), PROCESSING_GROUP, correlationId, lastEventId);
        }
        if (level < settings.maxEscalationLevel()) {
            schedule(deadlines, settings);
        } else {
            SagaLifecycle.end();
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "alertId")
    void on(AlertResolved event, DeadlineManager deadlines) {
        deadlines.cancelSchedule(DEADLINE, deadlineId);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "alertId")
    void on(AlertAutoResolved event, DeadlineManager deadlines) {
        deadlines.cancelSchedule(DEADLINE, deadlineId);
    }

    private void schedule(DeadlineManager deadlines, EscalationSettings settings) {
        deadlineId = deadlines.schedule(settings.escalateAfter(), DEADLINE, new EscalationDue(alertId, level + 1));
    }

    private OpenTicket openTicket() {
        return new OpenTicket(
                ticketId(),
                tenantId,
                message,
                "Opened because nobody resolved the alert in time.",
                severity == Severity.CRITICAL ? Priority.URGENT : Priority.HIGH,
                null,
                deviceId,
                alertId,
                level);
    }

    /** Follows from the alert: one alert, one ticket, however often it is asked for. */
    private TicketId ticketId() {
        return new TicketId(UUID.nameUUIDFromBytes(("ticket/" + alertId).getBytes(StandardCharsets.UTF_8)));
    }
}
