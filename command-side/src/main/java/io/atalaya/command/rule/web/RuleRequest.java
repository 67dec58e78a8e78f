package io.atalaya.command.rule.web;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Either a single comparison in metric, comparison, threshold and hysteresis, or conditions and how they are joined. At
 * most one of deviceId, deviceType and assetId; with none, the rule is for the whole tenant.
 *
 * @param join ALL if absent
 * @param holdFor ISO 8601, such as PT5M; zero if absent
 * @param clearAfter ISO 8601; zero if absent
 * @param enabled true if absent
 * @param revision as last read; if given, a change is refused when somebody else was faster
 */
public record RuleRequest(
        @NotBlank @Size(max = 200) String name,

        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "must be upper case, such as HIGH_TEMP")
        String type,

        @Nullable @Pattern(regexp = METRIC, message = METRIC_MESSAGE)
        String metric,

        @Nullable Comparison comparison,
        @Nullable Double threshold,
        @Nullable Double hysteresis,

        @Nullable @Size(min = 1, max = RuleDefinition.MAX_CONDITIONS)
        List<@NotNull @Valid ConditionRequest> conditions,

        @Nullable Join join,
        @Nullable Duration holdFor,
        @Nullable Duration clearAfter,
        @NotNull Severity severity,
        @Nullable DeviceId deviceId,
        @Nullable @Size(min = 1, max = 64) String deviceType,
        @Nullable AssetId assetId,
        @Nullable Boolean enabled,
        @Nullable Integer revision) {
    private static final String METRIC = "[A-Za-z0-9_.:/-]{1,64}";
    private static final String METRIC_MESSAGE = "must be 1 to 64 letters, digits or _ . : / -";

    public RuleDefinition definition() {
        return new RuleDefinition(
                name,
                type,
                conditions == null ? List.of(single()) : joined(conditions),
                join == null ? Join.ALL : join,
                holdFor == null ? Duration.ZERO : holdFor,
                clearAfter == null ? Duration.ZERO : clearAfter,
                severity,
                new RuleScope(deviceId, deviceType, assetId),
                enabled == null || enabled);
    }

    private RuleCondition single() {
        return new RuleCondition(
                required("metric", metric),
                required("comparison", comparison),
                required("threshold", threshold),
                hysteresis == null ? 0 : hysteresis);
    }

    private List<RuleCondition> joined(List<ConditionRequest> requested) {
        refuseBeside("metric", metric);
        refuseBeside("comparison", comparison);
        refuseBeside("threshold", threshold);
        refuseBeside("hysteresis", hysteresis);
        List<RuleCondition> joined = new ArrayList<>();
        for (ConditionRequest condition : requested) {
            joined.add(condition.at("conditions[" + joined.size() + "]."));
        }
        return joined;
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, field, "must not be null, unless there are conditions");
        }
        return value;
    }

    private static void refuseBeside(String field, @Nullable Object value) {
        if (value != null) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, "must not stand beside conditions");
        }
    }

    public record ConditionRequest(
            @NotNull @Pattern(regexp = METRIC, message = METRIC_MESSAGE)
            String metric,

            @NotNull Comparison comparison,
            @NotNull Double threshold,
            @Nullable Double hysteresis) {

        /** @param path of this condition in the request */
        RuleCondition at(String path) {
            try {
                return new RuleCondition(metric, comparison, threshold, hysteresis == null ? 0 : hysteresis);
            } catch (Rejection refused) {
                throw Rejection.ofField(refused.code(), path + refused.field(), String.valueOf(refused.getMessage()));
            }
        }
    }
}
