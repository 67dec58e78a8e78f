package io.atalaya.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that access tokens are signed with (ES256, RFC 7518). They live in the database, so that tokens survive a
 * restart and every node accepts every other node's. The newest signs; all verify.
 */
@Component
public class SigningKeys implements JWKSource<SecurityContext> {
    /** A token with an unknown key makes us look again, but not more often than this. */
    private static final Duration RELOAD_AT_MOST_EVERY = Duration.ofSeconds(1);

    private static final long CREATION_LOCK = 0x41_54_4c_4b; // "ATLK"

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile @Nullable Loaded loaded;

    SigningKeys(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Loaded current = current(Duration.ofDays(1));
        List<JWK> matching = selector.select(current.keys());
        return matching.isEmpty()
                ? selector.select(current(RELOAD_AT_MOST_EVERY).keys())
                : matching;
    }

    /** The key that signs now. */
    JWK newest() {
        return current(Duration.ofDays(1)).keys().getKeys().getFirst();
    }

    private Loaded current(Duration maxAge) {
        Loaded current = loaded;
        if (current != null && current.at().plus(maxAge).isAfter(clock.instant())) {
            return current;
        }
        reloading.lock();
        try {
            Loaded fresh = new Loaded(new JWKSet(loadOrCreate()), clock.instant());
            loaded = fresh;
            return fresh;
        } finally {
            reloading.unlock();
        }
    }

    private List<JWK> loadOrCreate() {
        List<JWK> existing = load();
        return existing.isEmpty() ? create() : existing;
    }

    private List<JWK> load() {
        return jdbc.sql("select jwk from signing_key order by created_at desc")
                .query((row, number) -> parse(row.getString("jwk")))
                .list();
    }

    private List<JWK> create() {
        return transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", CREATION_LOCK)
                    .query((row, number) -> 0)
                    .single();
            List<JWK> byAnotherNode = load();
            if (!byAnotherNode.isEmpty()) {
                return byAnotherNode;
            }
            ECKey key = generate();
            jdbc.sql("insert into signing_key (kid, jwk, created_at) values (:kid, :jwk, :now)")
                    .param("kid", key.getKeyID())
                    .param("jwk", key.toJSONString())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return List.of(key);
        });
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("Every Java platform has P-256", impossible);
        }
    }

    private static JWK parse(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException damaged) {
            throw new IllegalStateException("A stored signing key cannot be read", damaged);
        }
    }

    private record Loaded(JWKSet keys, Instant at) {}
}
