package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Evaluates that devices come online and go offline by the rules about their presence, SENSOR_ERROR foremost, as if they
 * had reported it. A turn that another has followed already says nothing of the present: so a log that is read for the
 * first time, or late, raises no alerts of the past.
 */
@Component
@ProcessingGroup(DeviceTurns.PROCESSING_GROUP)
class DeviceTurns {
    static final String PROCESSING_GROUP = "device-turns";

    private final TenantLocks locks;
    private final RuleBook ruleBook;
    private final LastTurns lastTurns;
    private final Conditions conditions;
    private final AlertCommands alerts;

    DeviceTurns(
            TenantLocks locks, RuleBook ruleBook, LastTurns lastTurns, Conditions conditions, AlertCommands alerts) {
        this.locks = locks;
        this.ruleBook = ruleBook;
        this.lastTurns = lastTurns;
        this.conditions = conditions;
        this.alerts = alerts;
    }

    @EventHandler
    void on(DeviceWentOnline event, EventMessage<DeviceWentOnline> message) {
        evaluate(event.tenantId(), event.deviceId(), true, event.at(), Cause.of(message));
    }

    @EventHandler
    void on(DeviceWentOffline event, EventMessage<DeviceWentOffline> message) {
        evaluate(event.tenantId(), event.deviceId(), false, event.at(), Cause.of(message));
    }

    private void evaluate(TenantId tenantId, DeviceId deviceId, boolean online, Instant at, Cause cause) {
        if (lastTurns.isAfter(tenantId, deviceId, at)) {
            return;
        }
        locks.share(Set.of(tenantId));
        TenantRules tenantRules = ruleBook.of(Set.of(tenantId)).get(tenantId);
        if (tenantRules == null) {
            return;
        }
        Collection<TenantRules.Entry> rules =
                tenantRules.applyingTo(deviceId).comparing(Set.of(RuleDefinition.PRESENCE_METRIC));
        if (rules.isEmpty()) {
            return;
        }
        Reading turn = LastTurns.reading(online, at);
        BatchEvaluation evaluation = new BatchEvaluation(conditions.of(
                rules.stream().map(TenantRules.Entry::ruleId).collect(Collectors.toSet()), Set.of(deviceId)));
        for (TenantRules.Entry rule : rules) {
            evaluation.apply(new Conditions.Key(tenantId, rule.ruleId(), deviceId), rule, List.of(turn), cause);
        }
        conditions.save(evaluation.changed(alerts.sendAll(evaluation.intents())));
    }
}
