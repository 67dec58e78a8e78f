package io.atalaya.command.rule.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.command.CreateRule;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds rules. */
@RestController
@RequestMapping("/api/v1/rules")
class RuleCommandsEndpoint {
    private final CommandDispatcher commands;

    RuleCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<RuleAnswer> create(@Valid @RequestBody CreateRuleRequest request, Caller caller, @NewId UUID newId) {
        RuleId ruleId = new RuleId(newId);
        RuleDefinition rule = request.definition();
        Receipt<Object> receipt = commands.send(new CreateRule(ruleId, caller.tenantId(), rule), caller);
        return receipt.created("/api/v1/rules/" + ruleId, RuleAnswer.of(ruleId, rule));
    }

    /**
     * At most one of deviceId, deviceType and assetId; with none, the rule is for the whole tenant.
     *
     * @param holdFor ISO 8601, such as PT5M; zero if absent
     * @param clearAfter ISO 8601; zero if absent
     */
    record CreateRuleRequest(
            @NotBlank @Size(max = 200) String name,

            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "must be upper case, such as HIGH_TEMP")
            String type,

            @NotNull
            @Pattern(regexp = "[A-Za-z0-9_.:/-]{1,64}", message = "must be 1 to 64 letters, digits or _ . : / -")
            String metric,

            @NotNull Comparison comparison,
            @NotNull Double threshold,
            @Nullable Double hysteresis,
            @Nullable Duration holdFor,
            @Nullable Duration clearAfter,
            @NotNull Severity severity,
            @Nullable DeviceId deviceId,
            @Nullable @Size(min = 1, max = 64) String deviceType,
            @Nullable AssetId assetId) {

        RuleDefinition definition() {
            return new RuleDefinition(
                    name,
                    type,
                    metric,
                    comparison,
                    threshold,
                    hysteresis == null ? 0 : hysteresis,
                    holdFor == null ? Duration.ZERO : holdFor,
                    clearAfter == null ? Duration.ZERO : clearAfter,
                    severity,
                    new RuleScope(deviceId, deviceType, assetId));
        }
    }

    record RuleAnswer(
            RuleId id,
            String name,
            String type,
            String metric,
            Comparison comparison,
            double threshold,
            double hysteresis,
            Duration holdFor,
            Duration clearAfter,
            Severity severity,
            @Nullable DeviceId deviceId,
            @Nullable String deviceType,
            @Nullable AssetId assetId) {

        static RuleAnswer of(RuleId id, RuleDefinition rule) {
            return new RuleAnswer(
                    id,
                    rule.name(),
                    rule.type(),
                    rule.metric(),
                    rule.comparison(),
                    rule.threshold(),
                    rule.hysteresis(),
                    rule.holdFor(),
                    rule.clearAfter(),
                    rule.severity(),
                    rule.scope().deviceId(),
                    rule.scope().deviceType(),
                    rule.scope().assetId());
        }
    }
}
