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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that access tokens are signed with (ES256, RFC 7518). They live in the database, so that tokens survive a
 * restart and every node accepts every other node's. All of them verify; which one signs changes with time.
 *
 * <p>Rotation never leads to a false refusal: nodes look for new keys every {@link #FRESHNESS}, and a new key signs only
 * once it is older than {@link #ANNOUNCEMENT}, when every node has it. An old key is forgotten long after its last token
 * has expired.
 */
@Component
public class SigningKeys implements JWKSource<SecurityContext> {
    /** How old a node's knowledge of the keys may be. */
    static final Duration FRESHNESS = Duration.ofSeconds(10);
    /** How long a new key is published before it signs. */
    static final Duration ANNOUNCEMENT = Duration.ofSeconds(30);
    /** How long a key still verifies after another one has taken its place, beyond the life of the tokens. */
    private static final Duration GOODBYE = Duration.ofDays(1);

    private static final long ROTATION_LOCK = 0x41_54_4c_4b; // "ATLK"

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TokenSettings settings;
    private final Clock clock;
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile @Nullable Loaded loaded;

    SigningKeys(JdbcClient jdbc, TransactionTemplate transaction, TokenSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(
                new JWKSet(current().keys().stream().map(StoredKey::jwk).toList()));
    }

    /** The public halves, for whoever wants to verify our tokens (RFC 7517). */
    public JWKSet published() {
        return new JWKSet(current().keys().stream().map(StoredKey::jwk).toList()).toPublicJWKSet();
    }

    /** The newest key that every node knows; the oldest, if all are new. */
    JWK signing() {
        Instant announcedBefore = clock.instant().minus(ANNOUNCEMENT);
        List<StoredKey> keys = current().keys();
        return keys.stream()
                .filter(key -> !key.createdAt().isAfter(announcedBefore))
                .findFirst()
                .orElseGet(keys::getLast)
                .jwk();
    }

    /** Replaces a key that has signed for long enough, and forgets those whose tokens have all expired. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    public void rotateWhenDue() {
        if (newestIsOlderThan(settings.signingKey())) {
            rotate();
        }
        jdbc.sql("delete from signing_key where created_at < :forgotten")
                .param(
                        "forgotten",
                        utc(clock.instant()
                                .minus(settings.signingKey())
                                .minus(settings.accessToken())
                                .minus(GOODBYE)))
                .update();
    }

    /** Reads the keys before a request finds them too old and has to wait for them. */
    @Scheduled(fixedDelayString = "PT5S")
    void refresh() {
        reload();
    }

    private void rotate() {
        transaction.executeWithoutResult(status -> {
            lock();
            if (newestIsOlderThan(settings.signingKey())) {
                insert(generate());
            }
        });
    }

    private boolean newestIsOlderThan(Duration age) {
        return load().stream()
                .noneMatch(key -> key.createdAt().isAfter(clock.instant().minus(age)));
    }

    private Loaded current() {
        Loaded current = loaded;
        if (current != null && current.at().plus(FRESHNESS).isAfter(clock.instant())) {
            return current;
        }
        return reload();
    }

    private Loaded reload() {
        reloading.lock();
        try {
            List<StoredKey> keys = load();
            Loaded fresh = new Loaded(keys.isEmpty() ? createFirst() : keys, clock.instant());
            loaded = fresh;
            return fresh;
        } finally {
            reloading.unlock();
        }
    }

    /** Newest first. */
    private List<StoredKey> load() {
        return jdbc.sql("select jwk, created_at from signing_key order by created_at desc")
                .query((row, number) -> new StoredKey(
                        parse(row.getString("jwk")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private List<StoredKey> createFirst() {
        return transaction.execute(status -> {
            lock();
            if (load().isEmpty()) {
                insert(generate());
            }
            return load();
        });
    }

    /** Of several nodes that find a key missing, one makes it. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", ROTATION_LOCK)
                .query((row, number) -> 0)
                .single();
    }

    private void insert(ECKey key) {
        jdbc.sql("insert into signing_key (kid, jwk, created_at) values (:kid, :jwk, :now)")
                .param("kid", key.getKeyID())
                .param("jwk", key.toJSONString())
                .param("now", utc(clock.instant()))
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
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

    private record StoredKey(JWK jwk, Instant createdAt) {}

    private record Loaded(List<StoredKey> keys, Instant at) {}
}
