package io.atalaya.app.custody;

import io.atalaya.kernel.secret.SecretBox;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The master key, which encrypts the keys of people.
 *
 * @param encryptionKey 32 bytes in base64; {@code null} or blank for a random one that is kept in the database
 * @param formerEncryptionKeys what it was before, as long as anything may still be encrypted with it
 */
public record PrivacySettings(
        @Nullable String encryptionKey, @DefaultValue List<String> formerEncryptionKeys) {
    public PrivacySettings {
        encryptionKey = encryptionKey == null || encryptionKey.isBlank() ? null : encryptionKey;
        formerEncryptionKeys = List.copyOf(formerEncryptionKeys);
        if (encryptionKey == null && !formerEncryptionKeys.isEmpty()) {
            throw new IllegalArgumentException(
                    "atalaya.privacy.former-encryption-keys means nothing without atalaya.privacy.encryption-key");
        }
    }

    /** The one that encrypts first. */
    List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>();
        if (encryptionKey != null) {
            keys.add(decoded(encryptionKey));
        }
        formerEncryptionKeys.forEach(key -> keys.add(decoded(key)));
        return keys;
    }

    private static byte[] decoded(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException noBase64) {
            throw invalid(noBase64);
        }
        if (key.length != SecretBox.KEY_BYTES) {
            throw invalid(null);
        }
        return key;
    }

    private static IllegalArgumentException invalid(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "atalaya.privacy.encryption-key must be " + SecretBox.KEY_BYTES
                        + " bytes in base64, such as openssl rand -base64 32 gives",
                cause);
    }

    @Override
    public String toString() {
        return "PrivacySettings[]";
    }
}
