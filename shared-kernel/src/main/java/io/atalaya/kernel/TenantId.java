package io.atalaya.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a tenant, the unit of isolation: nothing of one tenant is ever visible to another. Stored and sent as the UUID's canonical text. */
public record TenantId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static TenantId of(String text) {
        return new TenantId(UUID.fromString(text));
    }

    public static TenantId next() {
        return new TenantId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
