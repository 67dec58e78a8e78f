package io.atalaya.kernel.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atalaya.contract.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Shows stored events to those who may read them: what is sealed of living people in plain text, what is about erased
 * ones as {@link Erased#MARKER}. What has been tampered with stays as it is stored, for whoever verifies it to see.
 */
public final class PersonalReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGN = "\"" + SealedText.SEALED + "\"";
    private static final byte[] SIGN_BYTES = SIGN.getBytes(StandardCharsets.UTF_8);

    private final PersonalKeys keys;

    public PersonalReader(PersonalKeys keys) {
        this.keys = keys;
    }

    /**
     * @param type the event's name, without its package
     * @param payload as it is stored, a JSON object
     */
    public String shown(String type, String payload) {
        if (!payload.contains(SIGN)) {
            return payload;
        }
        try {
            if (!(JSON.readTree(payload) instanceof ObjectNode event)) {
                return payload;
            }
            event.properties()
                    .forEach(field -> opened(type, field.getKey(), field.getValue())
                            .ifPresent(text -> field.setValue(TextNode.valueOf(text))));
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("A stored event is no JSON", noJson);
        }
    }

    /** As {@link #shown(String, String)}, in UTF-8. Whatever has nothing to open is given back itself. */
    public byte[] shown(String type, byte[] payload) {
        return holdsSign(payload)
                ? shown(type, new String(payload, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : payload;
    }

    private static boolean holdsSign(byte[] payload) {
        for (int at = 0; at + SIGN_BYTES.length <= payload.length; at++) {
            int same = 0;
            while (same < SIGN_BYTES.length && payload[at + same] == SIGN_BYTES[same]) {
                same++;
            }
            if (same == SIGN_BYTES.length) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> opened(String type, String field, JsonNode value) {
        if (!value.path(SealedText.SEALED).isTextual() || value.size() != 2) {
            return Optional.empty();
        }
        try {
            UserId person = UserId.of(value.path(SealedText.PERSON).asText());
            SealedText sealed =
                    new SealedText(person, value.path(SealedText.SEALED).asText());
            return Optional.of(sealed.open(keys, type + "." + field));
        } catch (IllegalArgumentException tampered) {
            // Verification says so; who reads gets what there is.
            return Optional.empty();
        }
    }
}
