package io.atalaya.contract.maintenance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one planned maintenance. Stored and sent as the UUID's canonical text. */
public record MaintenanceId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MaintenanceId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static MaintenanceId of(String text) {
        return new MaintenanceId(UUID.fromString(text));
    }

    public static MaintenanceId next() {
        return new MaintenanceId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
