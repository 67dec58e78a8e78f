package io.atalaya.contract.rule.command;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Adds a rule; it applies to readings from now on. Repeating it changes nothing. */
@RequiresPermission(Permission.MANAGE_RULES)
public record CreateRule(@TargetAggregateIdentifier RuleId ruleId, TenantId tenantId, RuleDefinition definition)
        implements Command {}
