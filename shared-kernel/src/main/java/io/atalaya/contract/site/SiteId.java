package io.atalaya.contract.site;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a place: a restaurant, a factory, a field. Stored and sent as the UUID's canonical text. */
public record SiteId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SiteId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static SiteId of(String text) {
        return new SiteId(UUID.fromString(text));
    }

    public static SiteId next() {
        return new SiteId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
