package io.atalaya.command.rule;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.command.CreateRule;
import io.atalaya.contract.rule.event.RuleCreated;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** When to raise an alert. */
@Aggregate
class Rule extends TenantOwned {
    @AggregateIdentifier
    private RuleId ruleId;

    @SuppressWarnings("NullAway.Init")
    Rule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateRule command, Directory directory) {
        if (ruleId == null) {
            RuleScope scope = command.definition().scope();
            directory.requireDevice(command.tenantId(), scope.deviceId(), "deviceId");
            directory.requireAsset(command.tenantId(), scope.assetId());
            apply(new RuleCreated(command.ruleId(), command.tenantId(), command.definition()));
        }
    }

    @EventSourcingHandler
    void on(RuleCreated event) {
        ruleId = event.ruleId();
        tenantId = event.tenantId();
    }
}
