package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.rule.event.RuleEvent;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Brings the conditions of a tenant in line when one of its rules changes, or one of its devices, without waiting for the next report: what the
 * rules newly say of what is known is told at once, and alerts of rules that do not apply to their device any more
 * are resolved. Done twice, it changes nothing.
 */
@Component
@ProcessingGroup(RuleChanges.PROCESSING_GROUP)
class RuleChanges {
    static final String PROCESSING_GROUP = "rule-changes";

    private final TenantLocks locks;
    private final RuleBook ruleBook;
    private final Conditions conditions;
    private final LatestReadings latestReadings;
    private final LastTurns lastTurns;
    private final AlertCommands alerts;

    RuleChanges(
            TenantLocks locks,
            RuleBook ruleBook,
            Conditions conditions,
            LatestReadings latestReadings,
            LastTurns lastTurns,
            AlertCommands alerts) {
        this.locks = locks;
        this.ruleBook = ruleBook;
        this.conditions = conditions;
        this.latestReadings = latestReadings;
        this.lastTurns = lastTurns;
        this.alerts = alerts;
    }

    @EventHandler
    void on(RuleEvent event, EventMessage<RuleEvent> message) {
        bringInLine(event.tenantId(), message);
    }

    /** Other rules may apply to it from now on. */
    @EventHandler
    void on(DeviceChanged event, EventMessage<DeviceChanged> message) {
        bringInLine(event.tenantId(), message);
    }

    @EventHandler
    void on(DeviceRetired event, EventMessage<DeviceRetired> message) {
        bringInLine(event.tenantId(), message);
    }

    @EventHandler
    void on(DeviceReinstated event, EventMessage<DeviceReinstated> message) {
        bringInLine(event.tenantId(), message);
    }

    private void bringInLine(TenantId tenantId, EventMessage<?> message) {
        // Before the lock: while it is held nothing is evaluated, so that waiting for the evaluation would be in vain.
        Map<DeviceId, List<Reading>> latest = latest(tenantId);
        locks.takeAlone(tenantId);
        Cause cause = Cause.of(message);
        Map<Conditions.Key, Condition> known = conditions.ofTenant(tenantId);
        Map<Conditions.Key, TenantRules.Entry> applying = applying(tenantId);
        retire(known, applying.keySet(), cause);
        adopt(tenantId, known, concerned(known, applying), latest, cause);
    }

    private Map<DeviceId, List<Reading>> latest(TenantId tenantId) {
        Set<DeviceId> devices = new HashSet<>();
        Set<String> metrics = new HashSet<>();
        concerned(conditions.ofTenant(tenantId), applying(tenantId)).forEach((key, rule) -> {
            devices.add(key.deviceId());
            metrics.addAll(rule.definition().metrics());
        });
        return latestReadings.of(tenantId, devices, metrics);
    }

    private Map<Conditions.Key, TenantRules.Entry> applying(TenantId tenantId) {
        TenantRules rules = ruleBook.of(Set.of(tenantId)).get(tenantId);
        if (rules == null) {
            throw new IllegalStateException("A rule of " + tenantId + " changed, and it has no rules");
        }
        Map<Conditions.Key, TenantRules.Entry> applying = new HashMap<>();
        for (DeviceId device : rules.devices()) {
            for (TenantRules.Entry rule : rules.applyingTo(device).all()) {
                applying.put(new Conditions.Key(tenantId, rule.ruleId(), device), rule);
            }
        }
        return applying;
    }

    /** Those of which not all is known by the rule as it is now. */
    private static Map<Conditions.Key, TenantRules.Entry> concerned(
            Map<Conditions.Key, Condition> known, Map<Conditions.Key, TenantRules.Entry> applying) {
        Map<Conditions.Key, TenantRules.Entry> concerned = new HashMap<>(applying);
        concerned.entrySet().removeIf(entry -> {
            Condition condition = known.get(entry.getKey());
            return condition != null && condition.isCompleteBy(entry.getValue());
        });
        return concerned;
    }

    private void retire(Map<Conditions.Key, Condition> known, Set<Conditions.Key> applying, Cause cause) {
        List<Conditions.Key> gone = new ArrayList<>();
        known.forEach((key, condition) -> {
            if (!applying.contains(key)) {
                gone.add(key);
                AlertId alertId = condition.alertId();
                if (condition.alertOpen() && alertId != null) {
                    alerts.retire(key.tenantId(), alertId, condition, cause);
                }
            }
        });
        conditions.remove(gone);
    }

    private void adopt(
            TenantId tenantId,
            Map<Conditions.Key, Condition> known,
            Map<Conditions.Key, TenantRules.Entry> concerned,
            Map<DeviceId, List<Reading>> latest,
            Cause cause) {
        Map<DeviceId, Reading> turns = lastTurns.of(tenantId);
        BatchEvaluation evaluation = new BatchEvaluation(known);
        concerned.forEach((key, rule) -> {
            List<Reading> seen = new ArrayList<>(latest.getOrDefault(key.deviceId(), List.of()));
            Reading turn = turns.get(key.deviceId());
            if (turn != null) {
                seen.add(turn);
            }
            evaluation.adopt(key, rule, seen, cause);
        });
        conditions.save(evaluation.changed(alerts.sendAll(evaluation.intents())));
    }
}
