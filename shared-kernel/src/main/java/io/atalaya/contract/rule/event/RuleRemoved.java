package io.atalaya.contract.rule.event;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The rule does not apply any more. Its open alerts are resolved. */
@Revision("1")
public record RuleRemoved(RuleId ruleId, TenantId tenantId) implements RuleEvent {}
