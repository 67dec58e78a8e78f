package io.atalaya.command.telemetry.dialect;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself, as its heartbeat or its status. Takes VerdoyLab's spelling too, and tolerates unknown
 * fields.
 *
 * @param timestamp see {@link DeviceTime}
 * @param status ONLINE, OFFLINE, MAINTENANCE or ERROR, in capitals or small letters
 * @param message why, for people
 * @param rssi in dBm
 * @param temperature the board's own, in °C
 * @param memoryUsage in percent
 * @param cpuUsage in percent
 * @param metrics any more, by name: numbers or truth values
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SelfReport(
        @JsonAlias("message_id") @Nullable String messageId,
        @JsonAlias("measuredAt") @Nullable Object timestamp,
        @Nullable String status,
        @Nullable String message,
        @JsonAlias("firmware_version") @Nullable String firmwareVersion,
        @JsonAlias("battery_level") @Nullable Double batteryLevel,
        @JsonAlias("wifi_signal_strength") @Nullable Double rssi,
        @JsonAlias({"uptime", "uptime_seconds"}) @Nullable Double uptimeSeconds,

        @JsonAlias({"deviceTemperature", "device_temperature"}) @Nullable
        Double temperature,

        @JsonAlias("memory_usage") @Nullable Double memoryUsage,
        @JsonAlias("cpu_usage") @Nullable Double cpuUsage,
        @Nullable Map<String, @Nullable Object> metrics) {

    /** A sign of life that says nothing else. */
    public static final SelfReport SILENT =
            new SelfReport(null, null, null, null, null, null, null, null, null, null, null, null);
}
