package io.atalaya.contract.rule.event;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The rule is another from now on.
 *
 * @param definition all of it
 * @param revision counts from 1, which is the rule as it was created
 */
@Revision("1")
public record RuleChanged(RuleId ruleId, TenantId tenantId, RuleDefinition definition, int revision)
        implements RuleEvent {}
