package io.atalaya.command.rule;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.atalaya.command.TenantOwned;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.command.SwitchBuiltInRule;
import io.atalaya.contract.rule.event.BuiltInRuleSwitched;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Whether a tenant does without one of the built-in rules. There is none until it first does. */
@Aggregate
class RuleSwitch extends TenantOwned {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private RuleId ruleId;

    private boolean enabled = true;

    @SuppressWarnings("NullAway.Init")
    RuleSwitch() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SwitchBuiltInRule command) {
        if (command.enabled() != enabled) {
            apply(new BuiltInRuleSwitched(command.ruleId(), command.tenantId(), command.rule(), command.enabled()));
        }
    }

    @EventSourcingHandler
    void on(BuiltInRuleSwitched event) {
        ruleId = event.ruleId();
        tenantId = event.tenantId();
        enabled = event.enabled();
    }
}
