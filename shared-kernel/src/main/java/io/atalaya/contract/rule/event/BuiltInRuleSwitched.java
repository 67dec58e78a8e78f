package io.atalaya.contract.rule.event;

import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * A tenant does without a built-in rule, or with it again.
 *
 * @param ruleId the rule's in this tenant
 */
@Revision("1")
public record BuiltInRuleSwitched(RuleId ruleId, TenantId tenantId, BuiltInRule rule, boolean enabled)
        implements RuleEvent {}
