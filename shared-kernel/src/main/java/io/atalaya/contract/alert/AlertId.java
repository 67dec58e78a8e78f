package io.atalaya.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one alert, from its raising to its resolution; a new breach gets a new alert. Stored and sent as the UUID's canonical text. */
public record AlertId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AlertId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static AlertId of(String text) {
        return new AlertId(UUID.fromString(text));
    }

    public static AlertId next() {
        return new AlertId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
