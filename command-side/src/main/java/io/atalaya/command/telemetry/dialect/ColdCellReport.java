package io.atalaya.command.telemetry.dialect;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * The cold cells' body: one flat object; the path names the device.
 *
 * @param timestamp see {@link DeviceTime}; the firmware of old sends none
 * @param powerStatus whether there is mains power
 * @param doorStatus whether the door is open
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ColdCellReport(
        @JsonAlias("message_id") @Nullable String messageId,
        @Nullable Object timestamp,
        @Nullable Double temperature,
        @Nullable Double humidity,
        @Nullable Boolean powerStatus,
        @Nullable Boolean doorStatus,
        @Nullable Double batteryLevel) {}
