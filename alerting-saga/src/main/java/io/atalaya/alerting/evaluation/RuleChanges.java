package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.event.RuleEvent;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
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
 * Brings the conditions of a tenant in line when one of its rules changes, without waiting for the next report: what the
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
        Instant until = latestReadings.awaitReported();
        TenantId tenantId = event.tenantId();
        locks.takeAlone(tenantId);
        TenantRules rules = ruleBook.of(Set.of(tenantId)).get(tenantId);
        if (rules == null) {
            throw new IllegalStateException("A rule of " + tenantId + " changed, and it has no rules");
        }
        Cause cause = Cause.of(message);
        Map<Conditions.Key, Condition> known = conditions.ofTenant(tenantId);
        Map<Conditions.Key, TenantRules.Entry> applying = applying(tenantId, rules);
        retire(known, applying.keySet(), cause);
        adopt(tenantId, known, applying, until, cause);
    }

    private static Map<Conditions.Key, TenantRules.Entry> applying(TenantId tenantId, TenantRules rules) {
        Map<Conditions.Key, TenantRules.Entry> applying = new HashMap<>();
        for (DeviceId device : rules.devices()) {
            for (TenantRules.Entry rule : rules.applyingTo(device).all()) {
                applying.put(new Conditions.Key(tenantId, rule.ruleId(), device), rule);
            }
        }
        return applying;
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
            Map<Conditions.Key, TenantRules.Entry> applying,
            Instant until,
            Cause cause) {
        Map<Conditions.Key, TenantRules.Entry> concerned = new HashMap<>(applying);
        concerned.entrySet().removeIf(entry -> {
            Condition condition = known.get(entry.getKey());
            return condition != null && condition.isCompleteBy(entry.getValue());
        });
        Set<DeviceId> devices = new HashSet<>();
        Set<String> metrics = new HashSet<>();
        concerned.forEach((key, rule) -> {
            devices.add(key.deviceId());
            metrics.addAll(rule.definition().metrics());
        });
        Map<DeviceId, List<Reading>> latest = latestReadings.of(tenantId, devices, metrics, until);
        Map<DeviceId, Reading> turns =
                metrics.contains(RuleDefinition.PRESENCE_METRIC) ? lastTurns.of(tenantId) : Map.of();
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
