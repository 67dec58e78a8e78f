package io.atalaya.contract.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one message to one recipient, from the event that caused it to its delivery. Stored and sent as the UUID's canonical text. */
public record NotificationId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NotificationId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static NotificationId of(String text) {
        return new NotificationId(UUID.fromString(text));
    }

    public static NotificationId next() {
        return new NotificationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
