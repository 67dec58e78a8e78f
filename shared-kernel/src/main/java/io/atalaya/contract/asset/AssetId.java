package io.atalaya.contract.asset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a piece of equipment, such as a cold cell. Stored and sent as the UUID's canonical text. */
public record AssetId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AssetId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static AssetId of(String text) {
        return new AssetId(UUID.fromString(text));
    }

    public static AssetId next() {
        return new AssetId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
