package io.atalaya.command.telemetry.dialect;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is posted to a device's readings: two dialects share that path, the canonical one and VerdoyLab's. Whoever names
 * metrics with {@code sensor_type} speaks VerdoyLab's, in which {@code timestamp}, {@code battery_level} and the like
 * belong, and unknown fields are no fault.
 *
 * @param messageId the device's own name for this report, so that it can be sent again safely
 * @param timestamp VerdoyLab: time of the readings that have none of their own; see {@link DeviceTime}
 */
public record PostedReadings(
        @Nullable String messageId,
        @Nullable List<@Nullable Item> readings,
        @Nullable Object timestamp,
        @JsonProperty("battery_level") @Nullable Double batteryLevel,
        @JsonProperty("wifi_signal_strength") @Nullable Double wifiSignalStrength,
        @JsonProperty("device_temperature") @Nullable Double deviceTemperature,
        @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {

    /** The report, in whichever of the two dialects it is. */
    public Report translate(Supplier<Instant> times) {
        return isVerdoy() ? VerdoyTranslator.translate(this, times) : CanonicalTranslator.translate(this, times);
    }

    private boolean isVerdoy() {
        return readings != null && readings.stream().anyMatch(item -> item != null && item.sensorType() != null);
    }

    /**
     * @param metric canonical: the metric's name
     * @param sensorType VerdoyLab: the same
     * @param value a number or a truth value
     * @param quality canonical: 0 to 100; VerdoyLab: also excellent, good, fair, poor or bad
     * @param measuredAt canonical: by the device's clock
     * @param timestamp VerdoyLab: the same; see {@link DeviceTime}
     */
    public record Item(
            @Nullable String metric,
            @JsonProperty("sensor_type") @Nullable String sensorType,
            @Nullable Object value,
            @Nullable String unit,
            @Nullable Object quality,
            @Nullable Instant measuredAt,
            @Nullable Object timestamp,
            @JsonProperty("battery_level") @Nullable Double batteryLevel,
            @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {}
}
