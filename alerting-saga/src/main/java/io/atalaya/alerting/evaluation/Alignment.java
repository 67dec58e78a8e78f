package io.atalaya.alerting.evaluation;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which conditions there are, and which there ought to be by the rules as they are now: alerts of rules that do not apply
 * to their device any more are resolved, and what the rules newly say of what is known is told.
 */
@Component
class Alignment {
    private final TenantLocks locks;
    private final RuleBook ruleBook;
    private final Conditions conditions;
    private final LastTurns lastTurns;
    private final AlertCommands alerts;

    Alignment(TenantLocks locks, RuleBook ruleBook, Conditions conditions, LastTurns lastTurns, AlertCommands alerts) {
        this.locks = locks;
        this.ruleBook = ruleBook;
        this.conditions = conditions;
        this.lastTurns = lastTurns;
        this.alerts = alerts;
    }

    /** @param deviceId all of the tenant's, if {@code null} */
    record Scope(TenantId tenantId, @Nullable DeviceId deviceId) {
        static Scope of(TenantId tenantId) {
            return new Scope(tenantId, null);
        }
    }

    /** What must be looked up, since the evaluation does not know it. */
    record Unknown(Set<DeviceId> devices, Set<String> metrics) {}

    /** @return whether something must be looked up, and {@link #by} to be called with it */
    boolean byWhatIsKnown(Scope scope, Cause cause) {
        locks.takeAlone(scope.tenantId());
        Map<Conditions.Key, Condition> known = conditions.of(scope.tenantId(), scope.deviceId());
        Map<Conditions.Key, TenantRules.Entry> applying = applying(scope);
        retire(known, applying.keySet(), cause);
        Map<Conditions.Key, TenantRules.Entry> concerned = concerned(known, applying);
        Map<Conditions.Key, TenantRules.Entry> decided = new HashMap<>(concerned);
        decided.entrySet().removeIf(entry -> !isDecided(known.get(entry.getKey()), entry.getValue()));
        adopt(scope, known, decided, Map.of(), cause);
        return concerned.size() > decided.size();
    }

    /** As things stand at present. */
    Unknown unknown(Scope scope) {
        Set<DeviceId> devices = new HashSet<>();
        Set<String> metrics = new HashSet<>();
        concerned(conditions.of(scope.tenantId(), scope.deviceId()), applying(scope))
                .forEach((key, rule) -> {
                    devices.add(key.deviceId());
                    metrics.addAll(rule.definition().metrics());
                });
        return new Unknown(devices, metrics);
    }

    /** @param latest what was looked up; all of it has been evaluated by now */
    void by(Map<DeviceId, List<Reading>> latest, Scope scope, Cause cause) {
        locks.takeAlone(scope.tenantId());
        Map<Conditions.Key, Condition> known = conditions.of(scope.tenantId(), scope.deviceId());
        adopt(scope, known, concerned(known, applying(scope)), latest, cause);
    }

    private Map<Conditions.Key, TenantRules.Entry> applying(Scope scope) {
        TenantRules rules = ruleBook.of(Set.of(scope.tenantId())).get(scope.tenantId());
        if (rules == null) {
            throw new IllegalStateException("A rule of " + scope.tenantId() + " changed, and it has no rules");
        }
        Map<Conditions.Key, TenantRules.Entry> applying = new HashMap<>();
        for (DeviceId device : rules.devices()) {
            if (scope.deviceId() == null || scope.deviceId().equals(device)) {
                for (TenantRules.Entry rule : rules.applyingTo(device).all()) {
                    applying.put(new Conditions.Key(scope.tenantId(), rule.ruleId(), device), rule);
                }
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

    /** Whether a value of each of the rule's metrics is at hand; of presence, which nobody reports, there always is. */
    private static boolean isDecided(@Nullable Condition condition, TenantRules.Entry rule) {
        Set<String> metrics = rule.definition().metrics();
        return metrics.equals(Set.of(RuleDefinition.PRESENCE_METRIC))
                || condition != null && condition.standing().values().keySet().containsAll(metrics);
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
            Scope scope,
            Map<Conditions.Key, Condition> known,
            Map<Conditions.Key, TenantRules.Entry> concerned,
            Map<DeviceId, List<Reading>> latest,
            Cause cause) {
        if (concerned.isEmpty()) {
            return;
        }
        Map<DeviceId, Reading> turns = lastTurns.of(scope.tenantId());
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
