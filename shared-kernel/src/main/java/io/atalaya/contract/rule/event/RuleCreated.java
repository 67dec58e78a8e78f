package io.atalaya.contract.rule.event;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** A rule applies from now on, if it is enabled. Revision 1 had a single condition, spread over the definition. */
@Revision("2")
public record RuleCreated(RuleId ruleId, TenantId tenantId, RuleDefinition definition) implements RuleEvent {}
