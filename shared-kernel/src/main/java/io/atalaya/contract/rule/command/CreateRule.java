package io.atalaya.contract.rule.command;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Adds a rule; it applies to readings from now on, and to what is known already. Repeating it changes nothing. */
@RequiresPermission(Permission.MANAGE_RULES)
public record CreateRule(@TargetAggregateIdentifier RuleId ruleId, TenantId tenantId, RuleDefinition definition)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return definition.scope().siteReferences();
    }
}
