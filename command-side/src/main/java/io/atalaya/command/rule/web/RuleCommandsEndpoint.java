package io.atalaya.command.rule.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.command.ChangeRule;
import io.atalaya.contract.rule.command.CreateRule;
import io.atalaya.contract.rule.command.RemoveRule;
import io.atalaya.contract.rule.command.SwitchBuiltInRule;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds, changes and removes rules. */
@RestController
@RequestMapping("/api/v1/rules")
class RuleCommandsEndpoint {
    private final CommandDispatcher commands;

    RuleCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<RuleAnswer> create(@Valid @RequestBody RuleRequest request, Caller caller, @NewId UUID newId) {
        RuleId ruleId = new RuleId(newId);
        RuleDefinition rule = request.definition();
        Receipt<Object> receipt = commands.send(new CreateRule(ruleId, caller.tenantId(), rule), caller);
        return receipt.created("/api/v1/rules/" + ruleId, RuleAnswer.of(ruleId, rule));
    }

    /** What is left out is as in a new rule. Applies at once to what is known of the devices. */
    @PutMapping("/{ruleId}")
    ResponseEntity<Changed> change(
            @PathVariable RuleId ruleId, @Valid @RequestBody RuleRequest request, Caller caller) {
        requireOwn(ruleId, caller);
        return commands.send(
                        new ChangeRule(ruleId, caller.tenantId(), request.definition(), request.revision()), caller)
                .changed(ruleId);
    }

    /** Its open alerts are resolved. */
    @DeleteMapping("/{ruleId}")
    ResponseEntity<Void> remove(@PathVariable RuleId ruleId, Caller caller) {
        requireOwn(ruleId, caller);
        return commands.send(new RemoveRule(ruleId, caller.tenantId()), caller).removed();
    }

    /** Switches a built-in rule off for the tenant, which resolves its open alerts, or on again. */
    @PutMapping("/built-in")
    ResponseEntity<Changed> switchBuiltIn(@Valid @RequestBody SwitchRequest request, Caller caller) {
        RuleId ruleId = request.type().id(caller.tenantId());
        return commands.send(
                        new SwitchBuiltInRule(ruleId, caller.tenantId(), request.type(), request.enabled()), caller)
                .changed(ruleId);
    }

    private static void requireOwn(RuleId ruleId, Caller caller) {
        BuiltInRule.of(caller.tenantId(), ruleId).ifPresent(rule -> {
            throw Rejection.of(
                    Rejection.Code.RULE_IS_BUILT_IN,
                    "Every tenant has " + rule
                            + ": switch it off under /rules/built-in, or make a rule of the same type, which takes its place");
        });
    }

    record SwitchRequest(@NotNull BuiltInRule type, @NotNull Boolean enabled) {}
}
