package io.atalaya.contract.rule;

import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every tenant has without making them. Any rule of the tenant's own of the same type takes the place of
 * one where it applies, and the tenant can switch each off. They are not stored: their ids follow from the tenant's.
 */
public enum BuiltInRule {
    /** Above what the device's settings name. */
    HIGH_TEMP("Too warm", "temperature", Comparison.GT, null, 0.5, Severity.CRITICAL, List.of("temp_threshold_high")) {
        @Override
        @Nullable
        Double threshold(@Nullable String deviceType, Map<String, Double> numbers) {
            Double named = super.threshold(deviceType, numbers);
            // A temperature sensor's only limit has no need of a longer name.
            return named == null && "temperature".equals(deviceType) ? numbers.get(SENSORS_OWN_LIMIT) : named;
        }
    },
    /** Below what the device's settings name. */
    LOW_TEMP("Too cold", "temperature", Comparison.LT, null, 0.5, Severity.CRITICAL, List.of("temp_threshold_low")),
    /** Present consumption in kW above what the device's settings name. */
    ENERGY_SPIKE(
            "Consumption too high", "energy", Comparison.GT, null, 0, Severity.WARNING, List.of("energy_threshold")),
    /** In percent. */
    LOW_BATTERY(
            "Battery low", "batteryLevel", Comparison.LT, 20.0, 5, Severity.WARNING, List.of("battery_threshold_low")),
    POWER_LOSS("Power lost", "powerStatus", Comparison.EQ, 0.0, 0, Severity.CRITICAL, List.of()),
    DOOR_OPEN("Door open", "doorStatus", Comparison.EQ, 1.0, 0, Severity.WARNING, List.of()),
    /** The device has gone offline. */
    SENSOR_ERROR("Device offline", RuleDefinition.PRESENCE_METRIC, Comparison.EQ, 0.0, 0, Severity.WARNING, List.of());

    private static final String SENSORS_OWN_LIMIT = "alert_threshold";
    private static final RuleScope EVERYWHERE = new RuleScope(null, null, null);

    private final String title;
    private final String metric;
    private final Comparison comparison;
    private final @Nullable Double usual;
    private final double hysteresis;
    private final Severity severity;
    private final List<String> settings;

    BuiltInRule(
            String title,
            String metric,
            Comparison comparison,
            @Nullable Double usual,
            double hysteresis,
            Severity severity,
            List<String> settings) {
        this.title = title;
        this.metric = metric;
        this.comparison = comparison;
        this.usual = usual;
        this.hysteresis = hysteresis;
        this.severity = severity;
        this.settings = settings;
    }

    /** The rule of a tenant with this id, if it is built in. */
    public static Optional<BuiltInRule> of(TenantId tenantId, RuleId ruleId) {
        return Arrays.stream(values())
                .filter(rule -> rule.id(tenantId).equals(ruleId))
                .findFirst();
    }

    public RuleId id(TenantId tenantId) {
        String name = "built-in rule/" + tenantId + "/" + name();
        return new RuleId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * As it is for one device.
     *
     * @param numbers of the device's settings, by name
     * @return empty if the device's settings would have to name a threshold and name no number
     */
    public Optional<RuleDefinition> definition(@Nullable String deviceType, Map<String, Double> numbers) {
        return Optional.ofNullable(threshold(deviceType, numbers)).map(threshold -> definition(threshold));
    }

    private RuleDefinition definition(double threshold) {
        return new RuleDefinition(
                title,
                name(),
                List.of(new RuleCondition(metric, comparison, threshold, hysteresis)),
                Join.ALL,
                Duration.ZERO,
                Duration.ZERO,
                severity,
                EVERYWHERE,
                true);
    }

    @Nullable
    Double threshold(@Nullable String deviceType, Map<String, Double> numbers) {
        for (String setting : settings) {
            Double named = numbers.get(setting);
            if (named != null) {
                return named;
            }
        }
        return usual;
    }

    /** What a device's settings may name its threshold by. */
    public List<String> settings() {
        return settings;
    }

    public String title() {
        return title;
    }

    public String metric() {
        return metric;
    }

    public Comparison comparison() {
        return comparison;
    }

    /** {@code null} if only devices have it whose settings name one. */
    public @Nullable Double usualThreshold() {
        return usual;
    }

    public double hysteresis() {
        return hysteresis;
    }

    public Severity severity() {
        return severity;
    }
}
