package io.atalaya.contract.rule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a threshold rule. Stored and sent as the UUID's canonical text. */
public record RuleId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RuleId {}

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static RuleId of(String text) {
        return new RuleId(UUID.fromString(text));
    }

    public static RuleId next() {
        return new RuleId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
