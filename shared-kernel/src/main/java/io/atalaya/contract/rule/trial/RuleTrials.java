package io.atalaya.contract.rule.trial;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/** What the evaluation offers to whoever has readings: the same judgement, of which nobody is told and nothing is kept. */
public interface RuleTrials {
    /**
     * Among the tenant's other rules as they are, and its devices as they are.
     *
     * @param ruleId whose place the draft takes; {@code null} for one that stands beside the others
     * @param draft {@code null} for the rule as it is. Whether it is enabled makes no difference
     * @throws Rejection if the tenant has no such rule
     */
    RuleTrial of(TenantId tenantId, @Nullable RuleId ruleId, @Nullable RuleDefinition draft);
}
