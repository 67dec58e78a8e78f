package io.atalaya.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a photo or document of a ticket. Stored and sent as the UUID's canonical text. */
public record AttachmentId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AttachmentId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static AttachmentId of(String text) {
        return new AttachmentId(UUID.fromString(text));
    }

    public static AttachmentId next() {
        return new AttachmentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
