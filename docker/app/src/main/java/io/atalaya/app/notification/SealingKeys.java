package io.atalaya.app.notification;

import io.atalaya.kernel.secret.SecretBox;
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
     */
    List<byte[]> all(@Nullable String configured) {
        List<byte[]> keys = new ArrayList<>();
        if (configured == null) {
            keys.add(kept().orElseGet(this::create));
        } else {
            keys.add(decoded(configured));
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

    private Optional<byte[]> kept() {
        return jdbc.sql("select key from sealing_key")
                .query((row, number) -> row.getBytes("key"))
                .optional();
    }

    /** Of several nodes that start together, one makes it. */
    private byte[] create() {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        jdbc.sql("insert into sealing_key (key) values (:key) on conflict do nothing")
                .param("key", key)
                .update();
        return kept().orElseThrow();
    }
}
