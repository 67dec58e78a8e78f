package io.atalaya.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a service ticket. Stored and sent as the UUID's canonical text. */
public record TicketId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TicketId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static TicketId of(String text) {
        return new TicketId(UUID.fromString(text));
    }

    public static TicketId next() {
        return new TicketId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
