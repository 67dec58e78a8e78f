package io.atalaya.command.telemetry.dialect;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * INSA's body: a map of points, each with its unit and quality.
 *
 * @param device our id or its serial number; {@code null} if the key says it
 * @param timestamp see {@link DeviceTime}
 * @param telemetry by metric
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InsaReport(
        @JsonProperty("device_id") @Nullable String device,
        @Nullable Object timestamp,

        @JsonProperty("message_id") @JsonAlias("messageId") @Nullable
        String messageId,

        @JsonAlias("data") @Nullable Map<String, @Nullable Point> telemetry) {

    /**
     * A point is an object, or just its value.
     *
     * @param value a number or a truth value
     * @param quality 0 to 100
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Point(
            @Nullable Object value,
            @Nullable String unit,
            @Nullable Integer quality) {
        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Point {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Point of(double value) {
            return new Point(value, null, null);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Point of(boolean value) {
            return new Point(value, null, null);
        }
    }
}
