package io.atalaya.contract.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a device in the field. Stored and sent as the UUID's canonical text. */
public record DeviceId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static DeviceId of(String text) {
        return new DeviceId(UUID.fromString(text));
    }

    public static DeviceId next() {
        return new DeviceId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
