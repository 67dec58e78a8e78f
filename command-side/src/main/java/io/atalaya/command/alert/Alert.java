package io.atalaya.command.alert;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.timer.Timers;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Unacknowledgement;
import io.atalaya.contract.alert.command.AcknowledgeAlert;
import io.atalaya.contract.alert.command.AssignAlert;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.CommentAlert;
import io.atalaya.contract.alert.command.FireAlertTimer;
import io.atalaya.contract.alert.command.InhibitAlert;
import io.atalaya.contract.alert.command.LiftInhibition;
import io.atalaya.contract.alert.command.PageAlert;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.RaiseAlertSeverity;
import io.atalaya.contract.alert.command.ResolveAlert;
import io.atalaya.contract.alert.command.ResolveRepairedAlert;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.alert.command.ShelveAlert;
import io.atalaya.contract.alert.command.UnacknowledgeAlert;
import io.atalaya.contract.alert.command.UnshelveAlert;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAssigned;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertCommented;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.alert.event.AlertInhibited;
import io.atalaya.contract.alert.event.AlertInhibitionLifted;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.contract.alert.event.AlertSeverityRaised;
import io.atalaya.contract.alert.event.AlertShelved;
import io.atalaya.contract.alert.event.AlertUnacknowledged;
import io.atalaya.contract.alert.event.AlertUnshelved;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One alert, from raising to resolution (after ISA-18.2: condition, handling and suppression are independent of each
 * other). Resolved is final: nothing ever un-resolves, and what the evaluator or a timer still sends afterwards changes
 * nothing. While it is open, exactly those timers are set that its state calls for; see {@link AlertTimer}.
 */
@Aggregate
class Alert extends TenantOwned {
    @AggregateIdentifier
    private AlertId alertId;

    private DeviceId deviceId;
    private boolean conditionActive;
    private boolean acknowledged;
    private boolean resolved;
    private int occurrences;
    private @Nullable UserId assigneeId;
    private final Set<UUID> comments = new HashSet<>();

    @AggregateMember
    private final AlertSuppression suppression = new AlertSuppression();

    @AggregateMember
    private Timers<AlertTimer> timers;

    @AggregateMember
    private AlertPaging paging;

    @SuppressWarnings("NullAway.Init")
    Alert() {}

    /** Nobody is told yet: that waits for {@link PageAlert}, so that raising costs one event. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RaiseAlert command) {
        if (alertId != null) {
            return;
        }
        apply(new AlertRaised(
                command.alertId(),
                command.tenantId(),
                command.deviceId(),
                command.ruleId(),
                command.type(),
                command.severity(),
                command.message(),
                command.value(),
                command.threshold(),
                command.occurrences(),
                command.triggeredAt(),
                command.previousAlertId()));
    }

    /** @return whether the alert is open; a resolved one is left as it is */
    @CommandHandler
    boolean handle(RetriggerAlert command) {
        if (!resolved) {
            apply(new AlertRetriggered(
                    alertId,
                    command.tenantId(),
                    command.value(),
                    occurrences + command.occurrences(),
                    command.triggeredAt()));
        }
        return !resolved;
    }

    @CommandHandler
    void handle(ClearAlertCondition command) {
        if (!resolved && conditionActive) {
            apply(new AlertConditionCleared(alertId, command.tenantId(), command.value(), command.clearedAt()));
        }
    }

    @CommandHandler
    void handle(AutoResolveAlert command) {
        if (!resolved) {
            resolve(new AlertAutoResolved(alertId, command.tenantId(), command.value(), command.clearedAt()));
        }
    }

    @CommandHandler
    void handle(RaiseAlertSeverity command, AlertDesk desk) {
        if (resolved || paging.isAtLeast(command.severity())) {
            return;
        }
        apply(new AlertSeverityRaised(alertId, command.tenantId(), command.severity()));
        timers.cancel(AlertTimer.ACKNOWLEDGEMENT_LAPSE, "the severity has risen");
        timers.cancel(AlertTimer.PAGING, "the severity has risen");
        respond(true, desk);
    }

    @CommandHandler
    void handle(AcknowledgeAlert command, AlertDesk desk) {
        requireOpen();
        if (!acknowledged) {
            apply(new AlertAcknowledged(alertId, command.tenantId(), command.userId()));
            timers.cancel(AlertTimer.PAGING, "somebody is looking after it");
            timers.set(
                    AlertTimer.ACKNOWLEDGEMENT_LAPSE,
                    desk.now().plus(desk.policy(command.tenantId()).acknowledgementLapse()));
            respond(true, desk);
        }
    }

    @CommandHandler
    void handle(UnacknowledgeAlert command, AlertDesk desk) {
        requireOpen();
        if (acknowledged) {
            unacknowledge(command.tenantId(), Unacknowledgement.BY_HAND, command.userId());
            respond(true, desk);
        }
    }

    @CommandHandler
    void handle(ShelveAlert command, AlertDesk desk) {
        requireOpen();
        desk.requireSaneShelving(command.until());
        if (!suppression.isShelvedBy(command)) {
            apply(new AlertShelved(alertId, command.tenantId(), command.userId(), command.until(), command.reason()));
            timers.cancel(AlertTimer.SHELVING, "it was shelved anew");
            timers.set(AlertTimer.SHELVING, command.until());
            rest("the alert is shelved");
        }
    }

    @CommandHandler
    void handle(UnshelveAlert command, AlertDesk desk) {
        requireOpen();
        if (suppression.isShelved()) {
            apply(new AlertUnshelved(alertId, command.tenantId(), command.userId()));
            timers.cancel(AlertTimer.SHELVING, "it was taken back by hand");
            respond(conditionActive, desk);
        }
    }

    @CommandHandler
    void handle(InhibitAlert command) {
        if (!resolved && !suppression.isInhibitedBy(command.causeId())) {
            apply(new AlertInhibited(alertId, command.tenantId(), command.inhibition(), command.causeId()));
            rest("something else explains the alert");
        }
    }

    @CommandHandler
    void handle(LiftInhibition command, AlertDesk desk) {
        if (!resolved && suppression.isInhibitedBy(command.causeId())) {
            apply(new AlertInhibitionLifted(alertId, command.tenantId(), command.inhibition(), command.causeId()));
            respond(conditionActive, desk);
        }
    }

    @CommandHandler
    void handle(AssignAlert command, AlertDesk desk) {
        requireOpen();
        if (Objects.equals(command.assigneeId(), assigneeId)) {
            return;
        }
        if (command.assigneeId() != null) {
            desk.requireFit(command.assigneeId(), command.tenantId(), deviceId);
        }
        apply(new AlertAssigned(alertId, command.tenantId(), command.assigneeId()));
    }

    @CommandHandler
    void handle(CommentAlert command) {
        requireOpen();
        if (!comments.contains(command.commentId())) {
            apply(new AlertCommented(
                    alertId, command.tenantId(), command.commentId(), command.userId(), command.text()));
        }
    }

    @CommandHandler
    void handle(ResolveAlert command) {
        requireOpen();
        if (conditionActive && !command.force()) {
            throw Rejection.of(
                    Rejection.Code.ALERT_STILL_BREACHING,
                    "The condition still holds; resolve it with \"force\": true, or wait until it is normal");
        }
        resolve(new AlertResolved(alertId, command.tenantId(), command.userId(), command.note(), conditionActive));
    }

    @CommandHandler
    void handle(ResolveRepairedAlert command) {
        if (!resolved && !conditionActive) {
            resolve(new AlertResolved(alertId, command.tenantId(), command.userId(), command.note(), false));
        }
    }

    @CommandHandler
    void handle(PageAlert command, AlertDesk desk) {
        if (!resolved && !paging.hasBegun()) {
            respond(true, desk);
        }
    }

    @CommandHandler
    void handle(FireAlertTimer command, AlertDesk desk) {
        AlertTimer timer = AlertTimer.valueOf(command.timer());
        if (!timers.isSet(timer, command.generation())) {
            return;
        }
        timers.fire(timer, command.generation());
        switch (timer) {
            case PAGING -> paging.page(desk);
            case ESCALATION -> escalate(command.tenantId(), desk);
            case ACKNOWLEDGEMENT_LAPSE -> {
                unacknowledge(command.tenantId(), Unacknowledgement.LAPSED, null);
                respond(true, desk);
            }
            case SHELVING -> {
                apply(new AlertUnshelved(alertId, command.tenantId(), null));
                respond(conditionActive, desk);
            }
        }
    }

    /** It is the next level's now, whoever looked after it before. */
    private void escalate(TenantId tenant, AlertDesk desk) {
        if (acknowledged) {
            unacknowledge(tenant, Unacknowledgement.ESCALATED, null);
        }
        timers.cancel(AlertTimer.PAGING, "the next level is told");
        paging.escalate(desk);
        respond(true, desk);
    }

    private void unacknowledge(TenantId tenant, Unacknowledgement reason, @Nullable UserId userId) {
        apply(new AlertUnacknowledged(alertId, tenant, reason, userId));
        timers.cancel(AlertTimer.ACKNOWLEDGEMENT_LAPSE, "nobody is looking after it any more");
    }

    /**
     * Lets everything run that this state calls for.
     *
     * @param atOnce whether there is something to tell at once, if anybody is to be told
     */
    private void respond(boolean atOnce, AlertDesk desk) {
        if (suppression.holds()) {
            return;
        }
        paging.runEscalation(desk);
        if (!acknowledged) {
            paging.begin(atOnce, desk);
        }
    }

    private void rest(String reason) {
        timers.cancel(AlertTimer.PAGING, reason);
        timers.cancel(AlertTimer.ESCALATION, reason);
    }

    private void resolve(AlertEvent resolution) {
        apply(resolution);
        timers.cancelAll("the alert is resolved");
    }

    private void requireOpen() {
        if (resolved) {
            throw Rejection.of(Rejection.Code.ALERT_ALREADY_RESOLVED, "The alert is resolved, and that is final");
        }
    }

    @EventSourcingHandler
    void on(AlertRaised event) {
        alertId = event.alertId();
        tenantId = event.tenantId();
        deviceId = event.deviceId();
        conditionActive = true;
        occurrences = event.occurrences();
        timers = new Timers<>(TimerSubject.ALERT, alertId.value(), event.tenantId(), AlertTimer.class);
        paging = new AlertPaging(event, timers);
    }

    @EventSourcingHandler
    void on(AlertRetriggered event) {
        conditionActive = true;
        occurrences = event.occurrences();
    }

    @EventSourcingHandler
    void on(AlertConditionCleared event) {
        conditionActive = false;
    }

    @EventSourcingHandler
    void on(AlertSeverityRaised event) {
        acknowledged = false;
    }

    @EventSourcingHandler
    void on(AlertAcknowledged event) {
        acknowledged = true;
    }

    @EventSourcingHandler
    void on(AlertUnacknowledged event) {
        acknowledged = false;
    }

    @EventSourcingHandler
    void on(AlertAssigned event) {
        assigneeId = event.assigneeId();
    }

    @EventSourcingHandler
    void on(AlertCommented event) {
        comments.add(event.commentId());
    }

    @EventSourcingHandler
    void on(AlertResolved event) {
        resolved = true;
    }

    @EventSourcingHandler
    void on(AlertAutoResolved event) {
        resolved = true;
    }
}
