package io.atalaya.alerting.suppression;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.atalaya.alerting.SystemCommands;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.command.FireMaintenanceTimer;
import io.atalaya.contract.maintenance.event.MaintenanceCancelled;
import io.atalaya.contract.maintenance.event.MaintenanceEnded;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
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
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/**
 * Keeps a stored deadline for each timer of one planned maintenance, which decides itself what a timer means and whether
 * it still counts.
 */
@Saga
@ProcessingGroup(MaintenanceTimers.PROCESSING_GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class MaintenanceTimers {
    static final String PROCESSING_GROUP = "maintenance-timers";
    static final String DEADLINE = "maintenance-timer";

    private TenantId tenantId;
    private MaintenanceId maintenanceId;
    private String correlationId;
    /** The deadlines of the timers that are set, by the timers' generations. */
    private Map<Integer, String> deadlineIds = new HashMap<>();

    /** For Axon, which fills the fields from the saga store or by {@link #on(MaintenancePlanned, EventMessage)}. */
    @SuppressWarnings("NullAway.Init")
    public MaintenanceTimers() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "maintenanceId")
    void on(MaintenancePlanned event, EventMessage<MaintenancePlanned> message) {
        tenantId = event.tenantId();
        maintenanceId = event.maintenanceId();
        correlationId = SystemMetadata.correlationId(message);
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "maintenanceId")
    void on(TimerSet event, EventMessage<TimerSet> message, DeadlineManager deadlines) {
        MaintenanceTimerDue due = new MaintenanceTimerDue(
                maintenanceId, event.timer(), event.generation(), correlationId, message.getIdentifier());
        deadlineIds.put(event.generation(), deadlines.schedule(event.dueAt(), DEADLINE, due));
    }

    @SagaEventHandler(associationProperty = "subjectId", keyName = "maintenanceId")
    void on(TimerFired event) {
        deadlineIds.remove(event.generation());
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(MaintenanceTimerDue due, SystemCommands commands) {
        commands.send(
                new FireMaintenanceTimer(due.maintenanceId(), tenantId, due.timer(), due.generation()),
                PROCESSING_GROUP,
                due.correlationId(),
                due.causationId());
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "maintenanceId")
    void on(MaintenanceEnded event, DeadlineManager deadlines) {
        cancelAll(deadlines);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "maintenanceId")
    void on(MaintenanceCancelled event, DeadlineManager deadlines) {
        cancelAll(deadlines);
    }

    private void cancelAll(DeadlineManager deadlines) {
        deadlineIds.values().forEach(deadlineId -> deadlines.cancelSchedule(DEADLINE, deadlineId));
        deadlineIds.clear();
    }
}
