package io.atalaya.command.rule.web;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new rule: a single condition spread over the rule, several in a list. */
record RuleAnswer(
        RuleId id,
        String name,
        String type,
        @Nullable String metric,
        @Nullable Comparison comparison,
        @Nullable Double threshold,
        @Nullable Double hysteresis,
        @Nullable List<RuleCondition> conditions,
        @Nullable Join join,
        Duration holdFor,
        Duration clearAfter,
        Severity severity,
        @Nullable DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable AssetId assetId,
        boolean enabled,
        int revision) {

    static RuleAnswer of(RuleId id, RuleDefinition rule) {
        RuleCondition only = rule.conditions().size() == 1 ? rule.conditions().getFirst() : null;
        return new RuleAnswer(
                id,
                rule.name(),
                rule.type(),
                only == null ? null : only.metric(),
                only == null ? null : only.comparison(),
                only == null ? null : only.threshold(),
                only == null ? null : only.hysteresis(),
                only == null ? rule.conditions() : null,
                only == null ? rule.join() : null,
                rule.holdFor(),
                rule.clearAfter(),
                rule.severity(),
                rule.scope().deviceId(),
                rule.scope().deviceType(),
                rule.scope().assetId(),
                rule.enabled(),
                1);
    }
}
