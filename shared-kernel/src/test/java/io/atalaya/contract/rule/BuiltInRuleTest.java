package io.atalaya.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.kernel.TenantId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltInRuleTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");

    @ParameterizedTest
    @EnumSource
    void itsIdFollowsFromTheTenant(BuiltInRule rule) {
        assertThat(BuiltInRule.of(TENANT, rule.id(TENANT))).contains(rule);
        assertThat(BuiltInRule.of(OTHER_TENANT, rule.id(TENANT))).isEmpty();
        assertThat(rule.id(TENANT)).isNotEqualTo(rule.id(OTHER_TENANT));
    }

    @ParameterizedTest
    @CsvSource({
        "HIGH_TEMP,    temp_threshold_high,   8,  8",
        "LOW_TEMP,     temp_threshold_low,    -2, -2",
        "ENERGY_SPIKE, energy_threshold,      40, 40",
        "LOW_BATTERY,  battery_threshold_low, 35, 35",
        "LOW_BATTERY,  anything,              35, 20",
        "POWER_LOSS,   anything,              35, 0",
        "DOOR_OPEN,    anything,              35, 1",
        "SENSOR_ERROR, anything,              35, 0",
        "HIGH_TEMP,    anything,              35, ",
        "LOW_TEMP,     temp_threshold_high,   8,  ",
        "ENERGY_SPIKE, temp_threshold_high,   8,  "
    })
    void itsThresholdIsTheDevicesOrTheUsualOne(
            BuiltInRule rule, String setting, double value, @Nullable Double threshold) {
        assertThat(rule.definition("METER", Map.of(setting, value)).map(BuiltInRuleTest::threshold))
                .isEqualTo(Optional.ofNullable(threshold));
    }

    @Test
    void aTemperatureSensorsLimitMayBeCalledJustThat() {
        Map<String, Double> settings = Map.of("alert_threshold", 50.0);

        assertThat(BuiltInRule.HIGH_TEMP.definition("temperature", settings).map(BuiltInRuleTest::threshold))
                .contains(50.0);
        assertThat(BuiltInRule.HIGH_TEMP.definition("pressure", settings)).isEmpty();
        assertThat(BuiltInRule.LOW_TEMP.definition("temperature", settings)).isEmpty();
    }

    private static double threshold(RuleDefinition rule) {
        return rule.conditions().getFirst().threshold();
    }
}
