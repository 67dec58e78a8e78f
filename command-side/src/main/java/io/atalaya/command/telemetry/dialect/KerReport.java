package io.atalaya.command.telemetry.dialect;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.atalaya.kernel.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * KER's webhook body: the values stand in {@code data}, or beside the device.
 *
 * @param device serial number: a text, or a whole number, as its bridge has them; {@code null} if the key says it
 * @param timestamp see {@link DeviceTime}
 * @param power in kW, like {@code energy}, which is what KER's rules call the present consumption
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KerReport(
        @JsonProperty("device_id") @JsonAlias({"deviceId", "serial_number", "serialNumber"}) @Nullable
        Object device,

        @Nullable Object timestamp,

        @JsonProperty("message_id") @JsonAlias("messageId") @Nullable
        String messageId,

        @Nullable Values data,
        @Nullable Double temperature,
        @Nullable Double humidity,
        @Nullable Double voltage,
        @Nullable Double current,
        @Nullable Double power,
        @Nullable Double energy,

        @JsonAlias({"battery_level", "batteryLevel"}) @Nullable
        Double battery) {

    /** The same values, in an object of their own. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Values(
            @Nullable Double temperature,
            @Nullable Double humidity,
            @Nullable Double voltage,
            @Nullable Double current,
            @Nullable Double power,
            @Nullable Double energy,

            @JsonAlias({"battery_level", "batteryLevel"}) @Nullable
            Double battery) {}

    /** @throws Rejection if it is neither a text nor a whole number */
    public @Nullable String serialNumber() {
        return switch (device) {
            case null -> null;
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            default -> throw ReadingForm.invalid("device_id", "must be a text or a whole number");
        };
    }

    Values values() {
        return data == null ? new Values(temperature, humidity, voltage, current, power, energy, battery) : data;
    }

    String path() {
        return data == null ? "" : "data.";
    }
}
