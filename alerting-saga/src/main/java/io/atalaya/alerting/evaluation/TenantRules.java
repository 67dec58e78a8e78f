package io.atalaya.alerting.evaluation;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tenant's rules and devices at one version. */
record TenantRules(long version, List<Entry> rules, Map<DeviceId, DeviceTraits> devices) {

    record Entry(RuleId ruleId, RuleDefinition definition) {}

    /** What of a device a rule's scope can ask for. */
    record DeviceTraits(@Nullable String type, @Nullable AssetId assetId) {
        static final DeviceTraits UNKNOWN = new DeviceTraits(null, null);
    }

    List<Entry> covering(DeviceId deviceId) {
        DeviceTraits traits = devices.getOrDefault(deviceId, DeviceTraits.UNKNOWN);
        return rules.stream()
                .filter(rule -> rule.definition().scope().covers(deviceId, traits.type(), traits.assetId()))
                .toList();
    }
}
