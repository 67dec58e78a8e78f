package io.atalaya.query.rules;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule, as clients see it: thresholds in the metric's unit, durations ISO 8601. A single condition is spread over the
 * rule, several are in a list.
 *
 * @param threshold of a built-in rule, the usual one; absent if only devices have it whose settings name one
 * @param enabled of a built-in rule, whether the tenant has not switched it off
 * @param revision to be sent with a change; absent in a built-in rule
 * @param builtIn true, or absent
 * @param thresholdSettings of a built-in rule: what a device's config may name its threshold by
 */
public record RuleView(
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
        @Nullable Integer revision,
        @Nullable Boolean builtIn,
        @Nullable List<String> thresholdSettings) {

    static RuleView of(RuleId id, RuleDefinition rule, int revision) {
        RuleCondition only = rule.conditions().size() == 1 ? rule.conditions().getFirst() : null;
        return new RuleView(
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
                revision,
                null,
                null);
    }

    static RuleView of(TenantId tenantId, BuiltInRule rule, boolean enabled) {
        return new RuleView(
                rule.id(tenantId),
                rule.title(),
                rule.name(),
                rule.metric(),
                rule.comparison(),
                rule.usualThreshold(),
                rule.hysteresis(),
                null,
                null,
                Duration.ZERO,
                Duration.ZERO,
                rule.severity(),
                null,
                null,
                null,
                enabled,
                null,
                true,
                rule.settings());
    }
}
