package io.atalaya.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The public half of an API key, by which it is looked up; never the secret. Stored and sent as the UUID's canonical text. */
public record ApiKeyId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ApiKeyId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static ApiKeyId of(String text) {
        return new ApiKeyId(UUID.fromString(text));
    }

    public static ApiKeyId next() {
        return new ApiKeyId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
