package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.rule.event.RuleEvent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Brings conditions in line when a rule changes, or what rules go by in a device, without waiting for the next report. What
 * is known to the evaluation counts at once; what must be looked up elsewhere is left to {@link LateReadings}, so that no
 * tenant waits here for anything. Done twice, it changes nothing.
 */
@Component
@ProcessingGroup(RuleChanges.PROCESSING_GROUP)
class RuleChanges {
    static final String PROCESSING_GROUP = "rule-changes";

    private final RuleBook ruleBook;
    private final Alignment alignment;
    private final DueChanges due;
    private final LateReadings late;

    RuleChanges(RuleBook ruleBook, Alignment alignment, DueChanges due, LateReadings late) {
        this.ruleBook = ruleBook;
        this.alignment = alignment;
        this.due = due;
        this.late = late;
    }

    @EventHandler
    void on(RuleEvent event, EventMessage<RuleEvent> message) {
        align(Alignment.Scope.of(event.tenantId()), message);
    }

    /** Other rules may apply to it from now on; but for its name and place, rules do not care. */
    @EventHandler
    void on(DeviceChanged event, EventMessage<DeviceChanged> message) {
        if (ruleBook.isAsMadeBy(message.getIdentifier(), event.deviceId())) {
            align(new Alignment.Scope(event.tenantId(), event.deviceId()), message);
        }
    }

    @EventHandler
    void on(DeviceRetired event, EventMessage<DeviceRetired> message) {
        align(new Alignment.Scope(event.tenantId(), event.deviceId()), message);
    }

    @EventHandler
    void on(DeviceReinstated event, EventMessage<DeviceReinstated> message) {
        align(new Alignment.Scope(event.tenantId(), event.deviceId()), message);
    }

    private void align(Alignment.Scope scope, EventMessage<?> message) {
        Cause cause = Cause.of(message);
        if (alignment.byWhatIsKnown(scope, cause)) {
            due.add(scope, cause);
            CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.root().afterCommit(committed -> late.wake()));
        }
    }
}
