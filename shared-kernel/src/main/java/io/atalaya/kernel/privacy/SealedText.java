package io.atalaya.kernel.privacy;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What is stored of a text about a person: {@code {"person": id, "sealed": base64url}}. It opens under that person's key
 * only, and only as the same field of the same kind of event.
 */
record SealedText(UserId person, String sealed) {
    static final String PERSON = "person";
    static final String SEALED = "sealed";

    static SealedText of(String text, UserId person, SecretBox key, String place) {
        byte[] sealed = key.seal(text.getBytes(StandardCharsets.UTF_8), context(person, place));
        return new SealedText(person, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    /**
     * @param place event and field, with a dot between
     * @return the marker if the key is gone, or is another one since the person came back
     * @throws IllegalArgumentException if it was not sealed for this place and this person, or has been changed
     */
    String open(PersonalKeys keys, String place) {
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);
        SecretBox key = keys.toOpen(person);
        if (key == null || !key.holdsKeyOf(bytes)) {
            return Erased.MARKER;
        }
        try {
            return new String(key.open(bytes, context(person, place)), StandardCharsets.UTF_8);
        } catch (IllegalStateException damaged) {
            throw new IllegalArgumentException("What stands at " + place + " was not sealed for it", damaged);
        }
    }

    private static byte[] context(UserId person, String place) {
        return ("personal data of " + person + " at " + place).getBytes(StandardCharsets.UTF_8);
    }
}
