package io.atalaya.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantRulesTest {
    private static final AssetId ASSET = AssetId.of("00000000-0000-0000-0000-0000000000c1");
    private static final RuleScope TENANT = new RuleScope(null, null, null);
    private static final TenantRules.Entry FOR_ALL = rule(1, "HIGH_TEMP", TENANT);
    private static final TenantRules.Entry FOR_DEVICE = rule(2, "HIGH_TEMP", new RuleScope(AReport.DEVICE, null, null));
    private static final TenantRules.Entry FOR_TYPE = rule(3, "HIGH_TEMP", new RuleScope(null, "THERMOMETER", null));
    private static final TenantRules.Entry FOR_ASSET = rule(4, "HIGH_TEMP", new RuleScope(null, null, ASSET));
    private static final TenantRules.Entry OTHER_TYPE = rule(5, "FROST", TENANT);
    private static final TenantRules.Entry ALSO_FOR_ALL = rule(6, "HIGH_TEMP", TENANT);

    @Test
    void ofTheRulesOfATypeTheOneForTheLeastApplies() {
        assertThat(own(FOR_ALL, FOR_TYPE, FOR_ASSET, FOR_DEVICE)).containsExactly(FOR_DEVICE);
        assertThat(own(FOR_ALL, FOR_ASSET, FOR_TYPE)).containsExactly(FOR_ASSET);
        assertThat(own(FOR_TYPE, FOR_ALL)).containsExactly(FOR_TYPE);
        assertThat(own(FOR_ALL)).containsExactly(FOR_ALL);
    }

    @Test
    void rulesOfOtherTypesAndOthersForTheSameAllApply() {
        assertThat(own(FOR_ALL, FOR_DEVICE, OTHER_TYPE)).containsExactly(FOR_DEVICE, OTHER_TYPE);
        assertThat(own(FOR_ALL, ALSO_FOR_ALL)).containsExactly(FOR_ALL, ALSO_FOR_ALL);
    }

    @Test
    void aDisabledRuleLeavesItsPlaceToTheNext() {
        TenantRules.Entry disabled = new TenantRules.Entry(
                FOR_DEVICE.ruleId(), 2, definition("HIGH_TEMP", new RuleScope(AReport.DEVICE, null, null), false));

        assertThat(own(FOR_ALL, disabled)).containsExactly(FOR_ALL);
    }

    @Test
    void aDeviceOfWhichNothingIsKnownHasItsTenantsRulesOnly() {
        assertThat(rules(Set.of(), Map.of(), FOR_TYPE, FOR_ASSET, FOR_ALL)
                        .applyingTo(AReport.OTHER_DEVICE)
                        .all())
                .contains(FOR_ALL)
                .doesNotContain(FOR_TYPE, FOR_ASSET);
    }

    @Test
    void builtInRulesApplyWhereNoneOfTheirTypeIsMade() {
        assertThat(types(rules(Set.of(), Map.of())))
                .as("without settings")
                .containsExactlyInAnyOrder("LOW_BATTERY", "POWER_LOSS", "DOOR_OPEN", "SENSOR_ERROR");
        assertThat(types(rules(EnumSet.allOf(BuiltInRule.class), Map.of())))
                .as("switched off")
                .isEmpty();
        assertThat(rules(Set.of(), Map.of("temp_threshold_high", 5.0), FOR_ALL)
                        .applyingTo(AReport.DEVICE)
                        .all())
                .as("their own takes its place")
                .contains(FOR_ALL)
                .noneMatch(rule -> rule.ruleId().equals(BuiltInRule.HIGH_TEMP.id(AReport.TENANT)));
    }

    @Test
    void aDevicesSettingsNameThresholds() {
        TenantRules rules = rules(
                Set.of(), Map.of("temp_threshold_high", 5.0, "temp_threshold_low", -2.0, "energy_threshold", 40.0));

        assertThat(types(rules)).contains("HIGH_TEMP", "LOW_TEMP", "ENERGY_SPIKE");
        TenantRules.Entry tooWarm = rules.applyingTo(AReport.DEVICE).comparing(Set.of("temperature")).stream()
                .filter(rule -> rule.definition().type().equals("HIGH_TEMP"))
                .findFirst()
                .orElseThrow();
        assertThat(tooWarm.ruleId()).isEqualTo(BuiltInRule.HIGH_TEMP.id(AReport.TENANT));
        assertThat(tooWarm.definition().conditions().getFirst().threshold()).isEqualTo(5);
    }

    @Test
    void presenceIsNotReported() {
        TenantRules.DeviceRules rules = rules(Set.of(), Map.of()).applyingTo(AReport.DEVICE);

        assertThat(rules.compare("doorStatus")).isTrue();
        assertThat(rules.compare("temperature")).isFalse();
        assertThat(rules.compare(RuleDefinition.PRESENCE_METRIC)).isFalse();
        assertThat(rules.comparing(Set.of(RuleDefinition.PRESENCE_METRIC))).hasSize(1);
    }

    @Test
    void aDraftTakesThePlaceOfTheRuleOfItsId() {
        TenantRules.Entry draft = new TenantRules.Entry(
                FOR_ALL.ruleId(), 1, definition("FROST", new RuleScope(null, "THERMOMETER", null), true));

        assertThat(tried(draft, FOR_ALL, FOR_TYPE)).containsExactly(FOR_TYPE, draft);
        assertThat(tried(draft, FOR_TYPE)).as("beside the others").containsExactly(FOR_TYPE, draft);
    }

    @Test
    void whereARuleForLessAppliesADraftOnlyWould() {
        TenantRules rules =
                rules(EnumSet.allOf(BuiltInRule.class), Map.of(), FOR_DEVICE).trying(FOR_ALL);

        assertThat(rules.applyingTo(AReport.DEVICE).all()).containsExactly(FOR_DEVICE);
        assertThat(rules.covers(FOR_ALL.ruleId(), AReport.DEVICE)).isTrue();
        assertThat(rules.covers(OTHER_TYPE.ruleId(), AReport.DEVICE)).isFalse();
    }

    @Test
    void aBuiltInRuleCanBeTriedThatIsSwitchedOff() {
        TenantRules rules = rules(EnumSet.allOf(BuiltInRule.class), Map.of()).tryingBuiltIn(BuiltInRule.DOOR_OPEN);

        assertThat(types(rules)).containsExactly("DOOR_OPEN");
        assertThat(rules.covers(BuiltInRule.LOW_BATTERY.id(AReport.TENANT), AReport.DEVICE))
                .as("if it were not switched off")
                .isTrue();
        assertThat(rules.covers(BuiltInRule.LOW_TEMP.id(AReport.TENANT), AReport.DEVICE))
                .as("its settings name no threshold")
                .isFalse();
    }

    private static List<TenantRules.Entry> tried(TenantRules.Entry draft, TenantRules.Entry... entries) {
        return rules(EnumSet.allOf(BuiltInRule.class), Map.of(), entries)
                .trying(draft)
                .applyingTo(AReport.DEVICE)
                .all();
    }

    private static List<TenantRules.Entry> own(TenantRules.Entry... entries) {
        return rules(EnumSet.allOf(BuiltInRule.class), Map.of(), entries)
                .applyingTo(AReport.DEVICE)
                .all();
    }

    private static List<String> types(TenantRules rules) {
        return rules.applyingTo(AReport.DEVICE).all().stream()
                .map(rule -> rule.definition().type())
                .toList();
    }

    private static TenantRules rules(Set<BuiltInRule> off, Map<String, Double> settings, TenantRules.Entry... entries) {
        return new TenantRules(
                AReport.TENANT,
                1,
                List.of(entries),
                off,
                Map.of(AReport.DEVICE, new TenantRules.DeviceTraits("THERMOMETER", ASSET, settings)));
    }

    private static TenantRules.Entry rule(int number, String type, RuleScope scope) {
        return new TenantRules.Entry(
                RuleId.of("00000000-0000-0000-0000-0000000000b" + number), 1, definition(type, scope, true));
    }

    private static RuleDefinition definition(String type, RuleScope scope, boolean enabled) {
        return new RuleDefinition(
                "Cold cell too warm",
                type,
                List.of(new RuleCondition(ARule.METRIC, Comparison.GT, 8, 0)),
                Join.ALL,
                Duration.ZERO,
                Duration.ZERO,
                Severity.CRITICAL,
                scope,
                enabled);
    }
}
