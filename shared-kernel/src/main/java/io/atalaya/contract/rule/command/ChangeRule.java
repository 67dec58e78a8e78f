package io.atalaya.contract.rule.command;

import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteReference;
import io.atalaya.kernel.access.SiteScoped;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a rule. What is known of its devices is evaluated by it at once. Repeating it changes nothing.
 *
 * @param revision the one that the sender has seen; refused if there is another since. {@code null} replaces any
 */
@RequiresPermission(Permission.MANAGE_RULES)
public record ChangeRule(
        @TargetAggregateIdentifier RuleId ruleId,
        TenantId tenantId,
        RuleDefinition definition,
        @Nullable Integer revision)
        implements SiteScoped {
    @Override
    public List<SiteReference> siteReferences() {
        return Stream.concat(
                        Stream.of(new SiteReference.Target(SiteReference.Kind.RULE, ruleId.value())),
                        definition.scope().siteReferences().stream())
                .toList();
    }
}
