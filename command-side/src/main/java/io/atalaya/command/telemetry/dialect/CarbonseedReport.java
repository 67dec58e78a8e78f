package io.atalaya.command.telemetry.dialect;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Carbonseed's body: one flat object.
 *
 * @param device serial number; {@code null} if the key says it
 * @param timestamp see {@link DeviceTime}
 * @param vibrationX in g, like the other two axes
 * @param pressure in hPa
 * @param powerConsumption in kW
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CarbonseedReport(
        @JsonProperty("device_id") @Nullable String device,
        @Nullable Object timestamp,

        @JsonProperty("message_id") @JsonAlias("messageId") @Nullable
        String messageId,

        @Nullable Double temperature,
        @JsonProperty("gas_index") @Nullable Double gasIndex,
        @JsonProperty("vibration_x") @Nullable Double vibrationX,
        @JsonProperty("vibration_y") @Nullable Double vibrationY,
        @JsonProperty("vibration_z") @Nullable Double vibrationZ,
        @Nullable Double humidity,
        @Nullable Double pressure,
        @JsonProperty("power_consumption") @Nullable Double powerConsumption) {}
