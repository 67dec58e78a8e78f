package io.atalaya.query.energy;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How power becomes energy, and what that costs.
 *
 * @param metrics that hold a device's power in kW; of a report, the first of these that it has counts
 * @param maxGap how long a reading is taken to hold; what lies between two that are further apart is not known
 * @param pricePerKwh in {@code currency}
 * @param currency ISO 4217
 * @param co2KgPerKwh of the mains
 */
public record EnergySettings(
        @DefaultValue({"power", "power_consumption", "energy"})
        List<String> metrics,

        @DefaultValue("PT15M") Duration maxGap,
        @DefaultValue("0.20") double pricePerKwh,
        @DefaultValue("EUR") String currency,
        @DefaultValue("0.25") double co2KgPerKwh) {
    private static final Duration LONGEST_GAP = Duration.ofHours(1);

    public EnergySettings {
        if (maxGap.isNegative() || maxGap.isZero() || maxGap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException("atalaya.energy.max-gap must be more than nothing and at most PT1H");
        }
    }
}
