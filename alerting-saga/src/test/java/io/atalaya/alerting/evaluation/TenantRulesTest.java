package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantRulesTest {
    private static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    private static final TenantRules.Entry FOR_ALL = rule(1, new RuleScope(null, null, null));
    private static final TenantRules.Entry FOR_DEVICE = rule(2, new RuleScope(AReport.DEVICE, null, null));
    private static final TenantRules.Entry FOR_TYPE = rule(3, new RuleScope(null, "THERMOMETER", null));
    private static final TenantRules.Entry FOR_ASSET = rule(4, new RuleScope(null, null, ASSET));

    private final TenantRules rules = new TenantRules(
            1,
            List.of(FOR_ALL, FOR_DEVICE, FOR_TYPE, FOR_ASSET),
            Map.of(AReport.DEVICE, new TenantRules.DeviceTraits("THERMOMETER", ASSET)));

    @Test
    void aDeviceIsCoveredByItsOwnItsTypesItsAssetsAndItsTenantsRules() {
        assertThat(rules.covering(AReport.DEVICE)).containsExactly(FOR_ALL, FOR_DEVICE, FOR_TYPE, FOR_ASSET);
    }

    @Test
    void aDeviceOfWhichNothingIsKnownIsCoveredByItsTenantsRulesOnly() {
        assertThat(rules.covering(AReport.OTHER_DEVICE)).containsExactly(FOR_ALL);
    }

    private static TenantRules.Entry rule(int number, RuleScope scope) {
        return new TenantRules.Entry(
                RuleId.of("00000000-0000-0000-0000-0000000000b" + number),
                new RuleDefinition(
                        "Cold cell too warm",
                        "HIGH_TEMP",
                        ARule.METRIC,
                        Comparison.GT,
                        8,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Severity.CRITICAL,
                        scope));
    }
}
