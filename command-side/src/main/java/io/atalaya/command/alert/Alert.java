package io.atalaya.command.alert;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.AcknowledgeAlert;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.EscalateAlert;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.ResolveAlert;
import io.atalaya.contract.alert.command.ResolveRepairedAlert;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.kernel.Rejection;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One alert, from raising to resolution (after ISA-18.2: condition and handling are independent of each other). Resolved
 * is final: nothing ever un-resolves, and what the evaluator or a timer still sends afterwards changes nothing.
 */
@Aggregate
class Alert extends TenantOwned {
    @AggregateIdentifier
    private AlertId alertId;

    private boolean conditionActive;
    private boolean acknowledged;
    private boolean resolved;
    private int occurrences;
    private int escalationLevel;

    @SuppressWarnings("NullAway.Init")
    Alert() {}

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
            apply(new AlertAutoResolved(alertId, command.tenantId(), command.value(), command.clearedAt()));
        }
    }

    @CommandHandler
    void handle(AcknowledgeAlert command) {
        requireOpen();
        if (!acknowledged) {
            apply(new AlertAcknowledged(alertId, command.tenantId(), command.userId()));
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
        apply(new AlertResolved(alertId, command.tenantId(), command.userId(), command.note(), conditionActive));
    }

    @CommandHandler
    void handle(ResolveRepairedAlert command) {
        if (!resolved && !conditionActive) {
            apply(new AlertResolved(alertId, command.tenantId(), command.userId(), command.note(), false));
        }
    }

    /** @return whether the alert is open; a resolved one is left as it is */
    @CommandHandler
    boolean handle(EscalateAlert command) {
        if (!resolved && command.level() > escalationLevel) {
            apply(new AlertEscalated(alertId, command.tenantId(), command.level()));
        }
        return !resolved;
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
        conditionActive = true;
        occurrences = event.occurrences();
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
    void on(AlertAcknowledged event) {
        acknowledged = true;
    }

    @EventSourcingHandler
    void on(AlertEscalated event) {
        escalationLevel = event.level();
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
