package io.atalaya.contract.notification;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a webhook's messages are signed with, as Standard Webhooks writes it.
 *
 * @param value {@code whsec_} and the key in base64
 */
public record SigningSecret(String value) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public SigningSecret {
        if (!value.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A signing secret begins with " + PREFIX);
        }
    }

    public static SigningSecret random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** The key of the HMAC. */
    public byte[] key() {
        return Base64.getDecoder().decode(value.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return "SigningSecret[]";
    }
}
