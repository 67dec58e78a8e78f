package io.atalaya.command.rule;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.atalaya.command.TenantOwned;
import io.atalaya.command.directory.Directory;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.command.ChangeRule;
import io.atalaya.contract.rule.command.CreateRule;
import io.atalaya.contract.rule.command.RemoveRule;
import io.atalaya.contract.rule.event.RuleChanged;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** When to raise an alert. What it is for must exist when the rule is told of it. */
@Aggregate
class Rule extends TenantOwned {
    @AggregateIdentifier
    private RuleId ruleId;

    private RuleDefinition definition;
    private int revision;

    @SuppressWarnings("NullAway.Init")
    Rule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateRule command, Directory directory, RuleRoom room) {
        if (ruleId == null) {
            requireScope(command.tenantId(), command.definition().scope(), directory);
            room.require(command.tenantId());
            apply(new RuleCreated(command.ruleId(), command.tenantId(), command.definition()));
        }
    }

    @CommandHandler
    void handle(ChangeRule command, Directory directory) {
        if (command.definition().equals(definition)) {
            return;
        }
        if (command.revision() != null && command.revision() != revision) {
            throw Rejection.ofField(
                    Rejection.Code.RULE_REVISION_OUTDATED, "revision", "is outdated: the rule has " + revision);
        }
        if (!command.definition().scope().equals(definition.scope())) {
            requireScope(command.tenantId(), command.definition().scope(), directory);
        }
        apply(new RuleChanged(ruleId, command.tenantId(), command.definition(), revision + 1));
    }

    @CommandHandler
    void handle(RemoveRule command) {
        apply(new RuleRemoved(ruleId, command.tenantId()));
    }

    private static void requireScope(TenantId tenant, RuleScope scope, Directory directory) {
        directory.requireDevice(tenant, scope.deviceId(), "deviceId");
        directory.requireAsset(tenant, scope.assetId());
    }

    @EventSourcingHandler
    void on(RuleCreated event) {
        ruleId = event.ruleId();
        tenantId = event.tenantId();
        definition = event.definition();
        revision = 1;
    }

    @EventSourcingHandler
    void on(RuleChanged event) {
        definition = event.definition();
        revision = event.revision();
    }

    @EventSourcingHandler
    void on(RuleRemoved event) {
        markDeleted();
    }
}
