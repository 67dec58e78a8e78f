package io.atalaya.command.identity;

import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is written, {@code atl_<id>_<secret>}. The secret is 256 random bits, so a plain SHA-256 of it is enough
 * to keep.
 */
record KeyText(ApiKeyId id, String secret) {
    static final String PREFIX = "atl_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_DIGITS = 32;

    /** A new secret for this key. */
    static KeyText random(ApiKeyId id, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new KeyText(id, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static @Nullable KeyText parse(String key) {
        int idStart = PREFIX.length();
        int secretStart = idStart + ID_DIGITS + 1;
        if (!key.startsWith(PREFIX) || key.length() <= secretStart || key.charAt(secretStart - 1) != '_') {
            return null;
        }
        String digits = key.substring(idStart, idStart + ID_DIGITS);
        if (!digits.matches("[0-9a-f]{32}")) {
            return null;
        }
        UUID id =
                new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, ID_DIGITS, 16));
        return new KeyText(new ApiKeyId(id), key.substring(secretStart));
    }

    byte[] hash() {
        return Sha256.of(secret);
    }

    IssuedApiKey issued() {
        return new IssuedApiKey(id, PREFIX + id.value().toString().replace("-", "") + "_" + secret);
    }

    @Override
    public String toString() {
        return "KeyText[" + id + "]";
    }
}
