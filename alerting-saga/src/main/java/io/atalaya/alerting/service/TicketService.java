package io.atalaya.alerting.service;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.ResolveRepairedAlert;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.command.FireTicketTimer;
import io.atalaya.contract.ticket.command.NoteAlertResolved;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * Follows one ticket until it is closed or cancelled. The ticket says which timers are set; here each has a stored
 * deadline, so it survives restarts and may fire on any node. What a timer means, and whether it still counts, the ticket
 * decides: firing twice or too late changes nothing. The ticket and its alert learn of each other here, too.
 */
@Saga
@ProcessingGroup(TicketService.PROCESSING_GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class TicketService {
    static final String PROCESSING_GROUP = "service";
    static final String DEADLINE = "ticket-timer";

    private TenantId tenantId;
    private TicketId ticketId;
    private @Nullable AlertId alertId;
    private @Nullable UserId assigneeId;
    private String correlationId;
    /** The deadlines of the timers that are set, by the timers' generations. */
    private Map<Integer, String> deadlineIds = new HashMap<>();

    /** For Axon, which fills the fields from the saga store or by {@link #on(TicketOpened, EventMessage)}. */
    @SuppressWarnings("NullAway.Init")
    public TicketService() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "ticketId")
    void on(TicketOpened event, EventMessage<TicketOpened> message) {
        tenantId = event.tenantId();
        ticketId = event.ticketId();
        correlationId = SystemMetadata.correlationId(message);
        if (event.alertId() != null) {
            alertId = event.alertId();
            SagaLifecycle.associateWith("alertId", alertId.toString());
        }
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "ticketId")
    void on(TimerSet event, EventMessage<TimerSet> message, DeadlineManager deadlines) {
        TicketTimerDue due =
                new TicketTimerDue(ticketId, event.timer(), event.generation(), correlationId, message.getIdentifier());
        deadlineIds.put(event.generation(), deadlines.schedule(event.dueAt(), DEADLINE, due));
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "ticketId")
    void on(TimerCancelled event, DeadlineManager deadlines) {
        cancel(deadlineIds.remove(event.generation()), deadlines);
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "ticketId")
    void on(TimerFired event) {
        deadlineIds.remove(event.generation());
    }

    /** The ticket knows whether this timer is still set; another node may have changed the saga meanwhile. */
    @DeadlineHandler(deadlineName = DEADLINE)
    void on(TicketTimerDue due, SystemCommands commands) {
        commands.send(
                new FireTicketTimer(due.ticketId(), tenantId, due.timer(), due.generation()),
                PROCESSING_GROUP,
                due.correlationId(),
                due.causationId());
    }

    @SagaEventHandler(associationProperty = "ticketId")
    void on(TicketAssigned event) {
        assigneeId = event.assigneeId();
    }

    /** The alert itself knows whether its condition is normal. */
    @SagaEventHandler(associationProperty = "ticketId")
    void on(TicketCompleted event, EventMessage<TicketCompleted> message, SystemCommands commands) {
        UserId repairer = completedBy(message);
        if (alertId != null && repairer != null) {
            String note = event.note() == null ? "Its ticket was completed" : event.note();
            commands.send(
                    new ResolveRepairedAlert(alertId, tenantId, repairer, note),
                    PROCESSING_GROUP,
                    correlationId,
                    message.getIdentifier());
        }
    }

    private @Nullable UserId completedBy(EventMessage<TicketCompleted> message) {
        Object actorType = message.getMetaData().get(MetadataKeys.ACTOR_TYPE);
        Object actorId = message.getMetaData().get(MetadataKeys.ACTOR_ID);
        return Actor.Type.USER.name().equals(actorType) && actorId != null ? UserId.of(actorId.toString()) : assigneeId;
    }

    @SagaEventHandler(associationProperty = "alertId")
    void on(AlertAutoResolved event, EventMessage<AlertAutoResolved> message, SystemCommands commands) {
        tellOfResolution(true, message, commands);
    }

    @SagaEventHandler(associationProperty = "alertId")
    void on(AlertResolved event, EventMessage<AlertResolved> message, SystemCommands commands) {
        tellOfResolution(false, message, commands);
    }

    private void tellOfResolution(boolean byItself, EventMessage<?> message, SystemCommands commands) {
        commands.send(
                new NoteAlertResolved(ticketId, tenantId, byItself),
                PROCESSING_GROUP,
                correlationId,
                message.getIdentifier());
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "ticketId")
    void on(TicketClosed event, DeadlineManager deadlines) {
        cancelAll(deadlines);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "ticketId")
    void on(TicketCancelled event, DeadlineManager deadlines) {
        cancelAll(deadlines);
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
