package io.atalaya.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a person's account; one user may be a member of many tenants. Stored and sent as the UUID's canonical text. */
public record UserId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    public static UserId next() {
        return new UserId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
