package io.atalaya.app.notification;

import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.secret.SecretBox;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that secrets are stored under. Without a configured one, a random one is kept beside them: that keeps them out of
 * logs and single tables that get about, but not from who has the whole database.
 */
final class SealingKeys {
    private final JdbcClient jdbc;

    SealingKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param configured in base64
     * @return the one to seal with first; what was sealed before there was a configured one opens with the second
     * @throws IllegalStateException if another one was configured before: nothing that it has sealed could be opened
     */
    List<byte[]> all(@Nullable String configured) {
        byte[] own = configured == null ? null : decoded(configured);
        if (own != null) {
            insert(false, null, own);
        }
        requireTheOneBefore(own);
        List<byte[]> keys = new ArrayList<>();
        if (own == null) {
            keys.add(kept().orElseGet(this::create));
        } else {
            keys.add(own);
            kept().ifPresent(keys::add);
        }
        return keys;
    }

    private static byte[] decoded(String configured) {
        byte[] key = Base64.getDecoder().decode(configured);
        if (key.length != SecretBox.KEY_BYTES) {
            throw new IllegalArgumentException("atalaya.notifications.encryption-key must be " + SecretBox.KEY_BYTES
                    + " bytes in base64, such as openssl rand -base64 32 gives");
        }
        return key;
    }

    private void requireTheOneBefore(byte @Nullable [] own) {
        jdbc.sql("select sha256 from sealing_key where not kept")
                .query((row, number) -> row.getBytes("sha256"))
                .optional()
                .ifPresent(hash -> {
                    if (own == null || !MessageDigest.isEqual(hash, Sha256.of(own))) {
                        throw new IllegalStateException("atalaya.notifications.encryption-key is not the one that"
                                + " notification channels in this database are encrypted with");
                    }
                });
    }

    private Optional<byte[]> kept() {
        return jdbc.sql("select key from sealing_key where kept")
                .query((row, number) -> row.getBytes("key"))
                .optional();
    }

    /** Of several nodes that start together, one makes it. */
    private byte[] create() {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        insert(true, key, key);
        return kept().orElseThrow();
    }

    private void insert(boolean isKept, byte @Nullable [] stored, byte[] key) {
        jdbc.sql("insert into sealing_key (kept, key, sha256) values (:kept, :key, :hash) on conflict do nothing")
                .param("kept", isKept)
                .param("key", stored)
                .param("hash", Sha256.of(key))
                .update();
    }
}
