package io.atalaya.contract.rule.command;

import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The tenant does without a built-in rule, or with it again. Repeating it changes nothing. */
@TenantWide
@RequiresPermission(Permission.MANAGE_RULES)
public record SwitchBuiltInRule(
        @TargetAggregateIdentifier RuleId ruleId, TenantId tenantId, BuiltInRule rule, boolean enabled)
        implements Command {}
