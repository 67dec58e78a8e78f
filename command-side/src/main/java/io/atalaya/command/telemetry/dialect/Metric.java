package io.atalaya.command.telemetry.dialect;

import io.atalaya.contract.telemetry.Reading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The metrics that the dialects' fixed fields become, each with its unit; {@code docs/telemetry.md} is the table for people. */
enum Metric {
    TEMPERATURE("temperature", Units.CELSIUS),
    HUMIDITY("humidity", Units.PERCENT),
    PRESSURE("pressure", Units.HECTOPASCAL),
    GAS_INDEX("gas_index", null),
    VIBRATION_X("vibration_x", Units.GRAVITY),
    VIBRATION_Y("vibration_y", Units.GRAVITY),
    VIBRATION_Z("vibration_z", Units.GRAVITY),
    POWER_CONSUMPTION("power_consumption", Units.KILOWATT),
    VOLTAGE("voltage", Units.VOLT),
    CURRENT("current", Units.AMPERE),
    POWER("power", Units.KILOWATT),
    ENERGY("energy", Units.KILOWATT),
    POWER_STATUS("powerStatus", null),
    DOOR_STATUS("doorStatus", null),
    BATTERY_LEVEL("batteryLevel", Units.PERCENT),
    RSSI("rssi", "dBm"),
    UPTIME("uptime", "s"),
    DEVICE_TEMPERATURE("deviceTemperature", Units.CELSIUS),
    MEMORY_USAGE("memoryUsage", Units.PERCENT),
    CPU_USAGE("cpuUsage", Units.PERCENT);

    private final String wireName;
    private final @Nullable String unit;

    Metric(String wireName, @Nullable String unit) {
        this.wireName = wireName;
        this.unit = unit;
    }

    Reading reading(double value, Instant measuredAt) {
        return new Reading(wireName, value, unit, ReadingForm.BEST_QUALITY, measuredAt);
    }
}
