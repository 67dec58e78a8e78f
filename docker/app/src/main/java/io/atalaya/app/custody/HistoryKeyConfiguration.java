package io.atalaya.app.custody;

import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.query.audit.AuditSettings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the key at the very first start and finds it at every later one. All nodes have the same: it lives in the
 * database, encrypted if the configuration has a secret.
 */
@Configuration(proxyBeanMethods = false)
class HistoryKeyConfiguration {
    private static final Logger log = LoggerFactory.getLogger(HistoryKeyConfiguration.class);

    @Bean
    HistoryKey historyKey(JdbcClient jdbc, AuditSettings settings, Clock clock) {
        return find(jdbc, settings).orElseGet(() -> {
            create(jdbc, settings, clock);
            return find(jdbc, settings)
                    .orElseThrow(() -> new IllegalStateException("The key of the history was stored and is gone"));
        });
    }

    /** Of several nodes that find none, one stores its own, and all take that. */
    private static void create(JdbcClient jdbc, AuditSettings settings, Clock clock) {
        HistoryKey key = HistoryKey.generate();
        String secret = settings.keySecret();
        byte[] salt = secret == null ? null : LockedSecrets.newSalt();
        byte[] secrets =
                secret == null || salt == null ? key.secrets() : LockedSecrets.lock(key.secrets(), secret, salt);
        jdbc.sql("insert into audit_key (public_key, secrets, salt, sealed_from, created_at)"
                        + " select :public, :secrets, cast(:salt as bytea), coalesce(max(global_index), 0), :now"
                        + " from domain_event on conflict do nothing")
                .param("public", key.publicKey().der())
                .param("secrets", secrets)
                .param("salt", salt)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Optional<HistoryKey> find(JdbcClient jdbc, AuditSettings settings) {
        return jdbc.sql("select public_key, secrets, salt, sealed_from from audit_key")
                .query((row, number) -> HistoryKey.restore(
                        row.getBytes("public_key"),
                        unlocked(row.getBytes("secrets"), row.getBytes("salt"), settings.keySecret()),
                        row.getLong("sealed_from")))
                .optional();
    }

    private static byte[] unlocked(byte[] stored, byte @Nullable [] salt, @Nullable String secret) {
        if (salt == null) {
            if (secret != null) {
                log.warn("atalaya.audit.key-secret has no effect: the key of the history was made without one");
            }
            return stored;
        }
        if (secret == null) {
            throw new IllegalStateException(
                    "The key of the history is encrypted: set atalaya.audit.key-secret to the secret it was made with");
        }
        try {
            return LockedSecrets.unlock(stored, secret, salt);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "The key of the history does not open: atalaya.audit.key-secret is not the secret it was made with",
                    wrong);
        }
    }
}
