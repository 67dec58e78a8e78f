package io.atalaya.alerting.evaluation;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.trial.DeviceTrial;
import io.atalaya.contract.rule.trial.RuleTrial;
import io.atalaya.contract.rule.trial.RuleTrials;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries rules by the rule book as it is, with one page of it changed. */
@Component
class Trials implements RuleTrials {
    private static final int REVISION = 1;

    private final RuleBook ruleBook;

    Trials(RuleBook ruleBook) {
        this.ruleBook = ruleBook;
    }

    @Override
    public RuleTrial of(TenantId tenantId, @Nullable RuleId ruleId, @Nullable RuleDefinition draft) {
        TenantRules present = ruleBook.of(Set.of(tenantId)).getOrDefault(tenantId, TenantRules.none(tenantId));
        RuleId tried = ruleId == null ? RuleId.next() : ruleId;
        Optional<BuiltInRule> builtIn = BuiltInRule.of(tenantId, tried);
        if (draft == null && builtIn.isPresent()) {
            return new Trial(present.tryingBuiltIn(builtIn.get()), tenantId, tried);
        }
        RuleDefinition definition = draft == null
                ? present.rule(tried)
                        .orElseThrow(() -> Rejection.notFound("Rule"))
                        .definition()
                : draft;
        return new Trial(
                present.trying(new TenantRules.Entry(tried, REVISION, definition.enabledAnyway())), tenantId, tried);
    }

    private static final class Trial implements RuleTrial {
        private final TenantId tenantId;
        private final Map<DeviceId, TenantRules.Entry> applying = new HashMap<>();
        private final Set<DeviceId> outranked = new HashSet<>();

        Trial(TenantRules rules, TenantId tenantId, RuleId tried) {
            this.tenantId = tenantId;
            for (DeviceId device : rules.devices()) {
                List<TenantRules.Entry> all = rules.applyingTo(device).all();
                all.stream()
                        .filter(rule -> rule.ruleId().equals(tried))
                        .findFirst()
                        .ifPresentOrElse(rule -> applying.put(device, rule), () -> {
                            if (rules.covers(tried, device)) {
                                outranked.add(device);
                            }
                        });
            }
        }

        @Override
        public Set<DeviceId> devices() {
            return applying.keySet();
        }

        @Override
        public Set<DeviceId> outranked() {
            return outranked;
        }

        @Override
        public DeviceTrial on(DeviceId deviceId) {
            TenantRules.Entry rule = applying.get(deviceId);
            if (rule == null) {
                throw new IllegalArgumentException("The rule does not apply to " + deviceId);
            }
            return new OneDeviceTrial(new Conditions.Key(tenantId, rule.ruleId(), deviceId), rule);
        }
    }
}
