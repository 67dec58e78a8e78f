package io.atalaya.contract.rule.event;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to a rule. */
public sealed interface RuleEvent extends DomainEvent
        permits RuleCreated, RuleChanged, RuleRemoved, BuiltInRuleSwitched {
    RuleId ruleId();
}
