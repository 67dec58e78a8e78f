package io.atalaya.contract.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one of the ways by which a tenant's people are told. Stored and sent as the UUID's canonical text. */
public record ChannelId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChannelId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static ChannelId of(String text) {
        return new ChannelId(UUID.fromString(text));
    }

    public static ChannelId next() {
        return new ChannelId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
