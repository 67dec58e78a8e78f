package io.atalaya.query.energy;

import io.atalaya.contract.device.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What devices have used.
 *
 * @param from inclusive: a full hour, or midnight (UTC)
 * @param step one hour, or one day
 * @param currency ISO 4217
 * @param co2Kg kilograms of carbon dioxide
 * @param items oldest first; a step of which nothing is known is absent
 * @param devices those that used most, 50 at most
 */
public record EnergyView(
        String range,
        Instant from,
        Duration step,
        double kilowattHours,
        double cost,
        String currency,
        double co2Kg,
        List<EnergyStep> items,
        List<DeviceEnergy> devices) {

    /**
     * @param start inclusive
     * @param meteredSeconds how long power was known, of all devices together
     */
    public record EnergyStep(Instant start, double kilowattHours, double meteredSeconds) {}

    /** What one device has used. */
    public record DeviceEnergy(DeviceId deviceId, String name, double kilowattHours, double cost, double co2Kg) {}
}
