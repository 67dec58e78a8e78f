package io.atalaya.query.rules;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rule, as clients see it: thresholds in the metric's unit, durations ISO 8601. */
public record RuleView(
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

    static RuleView of(RuleId id, RuleDefinition rule) {
        return new RuleView(
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
