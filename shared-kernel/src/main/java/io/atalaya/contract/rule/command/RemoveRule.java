package io.atalaya.contract.rule.command;

import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Removes a rule. Its open alerts are resolved. */
@RequiresPermission(Permission.MANAGE_RULES)
public record RemoveRule(@TargetAggregateIdentifier RuleId ruleId, TenantId tenantId) implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return List.of(new SiteReference.Target(SiteReference.Kind.RULE, ruleId.value()));
    }
}
