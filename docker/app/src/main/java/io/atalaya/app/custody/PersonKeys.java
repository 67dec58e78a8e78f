package io.atalaya.app.custody;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.privacy.PersonalKeys;
import io.atalaya.kernel.secret.SecretBox;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys of people, in a table, and those used last in memory. Each node asks every two seconds who has been erased, so
 * that nobody's key outlives them for longer anywhere.
 */
class PersonKeys implements PersonalKeys {
    private static final int MAX_REMEMBERED = 50_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** Who was erased may come back, by another node. */
    private static final Duration ERASED_REMEMBERED = Duration.ofSeconds(4);

    private static final String FIND = "select wrapped, erased_at from person_key where person_id = :person";

    private final JdbcClient jdbc;
    private final MasterKey master;
    private final Clock clock;
    private final Duration lately;
    private final SecureRandom random = new SecureRandom();
    private final Cache<UserId, Held> held = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfter(Expiry.<UserId, Held>creating(
                    (person, key) -> key.erasedAt() == null ? REMEMBERED : ERASED_REMEMBERED))
            .build();
    private volatile Set<UserId> erasedLately = ConcurrentHashMap.newKeySet();

    /** @param lately for how long somebody may hold an access token */
    PersonKeys(JdbcClient jdbc, MasterKey master, Clock clock, Duration lately) {
        this.jdbc = jdbc;
        this.master = master;
        this.clock = clock;
        this.lately = lately;
    }

    @Override
    public @Nullable SecretBox toSeal(UserId person) {
        Held known = find(person);
        return known == null ? create(person).box() : known.box();
    }

    @Override
    public @Nullable SecretBox toOpen(UserId person) {
        Held known = find(person);
        return known == null ? null : known.box();
    }

    @Override
    public void erase(UserId person) {
        Instant now = clock.instant();
        jdbc.sql("insert into person_key (person_id, wrapped, created_at, erased_at) values (:person, null, :now, :now)"
                        + " on conflict (person_id) do update set wrapped = null, erased_at = excluded.erased_at"
                        + " where person_key.erased_at is null")
                .param("person", person.value())
                .param("now", utc(now))
                .update();
        keep(person, new Held(null, now));
    }

    @Override
    public void renew(UserId person) {
        byte[] key = newKey();
        int renewed = jdbc.sql("update person_key set wrapped = :wrapped, renewed_at = :now, erased_at = null"
                        + " where person_id = :person and erased_at is not null")
                .param("wrapped", master.wrap(key, person))
                .param("now", utc(clock.instant()))
                .param("person", person.value())
                .update();
        if (renewed == 1) {
            keep(person, new Held(new SecretBox(List.of(key)), null));
        }
    }

    @Override
    public Optional<Instant> erasedAt(UserId person) {
        return jdbc.sql(
                        "select erased_at from person_key where person_id = :person and erased_at is not null for update")
                .param("person", person.value())
                .query((row, number) ->
                        row.getObject("erased_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    @Override
    public boolean wasErasedLately(UserId person) {
        return erasedLately.contains(person);
    }

    /** Follows what other nodes have erased, and whom they have given a new key since. */
    @Scheduled(fixedDelayString = "PT2S")
    void followErasures() {
        Set<UserId> changed = new HashSet<>();
        Set<UserId> erased = ConcurrentHashMap.newKeySet();
        jdbc.sql("select person_id, erased_at is not null as erased from person_key"
                        + " where erased_at > :since or renewed_at > :since")
                .param("since", utc(clock.instant().minus(lately)))
                .query(row -> {
                    UserId person = new UserId(row.getObject("person_id", UUID.class));
                    changed.add(person);
                    if (row.getBoolean("erased")) {
                        erased.add(person);
                    }
                });
        held.invalidateAll(changed);
        erasedLately = erased;
    }

    private @Nullable Held find(UserId person) {
        Held known = held.getIfPresent(person);
        if (known == null) {
            known = Uncommitted.present(this)
                    .map(present -> present.held.get(person))
                    .orElse(null);
        }
        if (known == null) {
            known = jdbc.sql(FIND)
                    .param("person", person.value())
                    .query((row, number) -> held(person, row))
                    .optional()
                    .orElse(null);
            if (known != null) {
                held.put(person, known);
            }
        }
        return known;
    }

    private Held held(UserId person, ResultSet row) throws SQLException {
        byte[] wrapped = row.getBytes("wrapped");
        return wrapped == null
                ? new Held(
                        null, row.getObject("erased_at", OffsetDateTime.class).toInstant())
                : new Held(new SecretBox(List.of(master.unwrap(wrapped, person))), null);
    }

    /** Of two that make one at once, the second waits and takes the first's. */
    private Held create(UserId person) {
        byte[] key = newKey();
        int created = jdbc.sql(
                        "insert into person_key (person_id, wrapped, created_at) values (:person, :wrapped, :now)"
                                + " on conflict do nothing")
                .param("person", person.value())
                .param("wrapped", master.wrap(key, person))
                .param("now", utc(clock.instant()))
                .update();
        if (created == 0) {
            return jdbc.sql(FIND)
                    .param("person", person.value())
                    .query((row, number) -> held(person, row))
                    .single();
        }
        Held made = new Held(new SecretBox(List.of(key)), null);
        keep(person, made);
        return made;
    }

    private byte[] newKey() {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /** Others see it when it is committed: a key that is rolled back must seal nothing of theirs. */
    private void keep(UserId person, Held now) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            take(person, now);
            return;
        }
        Uncommitted.present(this)
                .orElseGet(() -> {
                    Uncommitted fresh = new Uncommitted(this);
                    TransactionSynchronizationManager.registerSynchronization(fresh);
                    return fresh;
                })
                .held
                .put(person, now);
        held.invalidate(person);
    }

    private void take(UserId person, Held now) {
        held.put(person, now);
        if (now.erasedAt() == null) {
            erasedLately.remove(person);
        } else {
            erasedLately.add(person);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** @param box {@code null} of an erased person */
    private record Held(@Nullable SecretBox box, @Nullable Instant erasedAt) {}

    /** What the present transaction has changed. */
    private static final class Uncommitted implements TransactionSynchronization {
        private final PersonKeys owner;
        private final Map<UserId, Held> held = new HashMap<>();

        private Uncommitted(PersonKeys owner) {
            this.owner = owner;
        }

        static Optional<Uncommitted> present(PersonKeys owner) {
            if (!TransactionSynchronizationManager.isSynchronizationActive()) {
                return Optional.empty();
            }
            return TransactionSynchronizationManager.getSynchronizations().stream()
                    .filter(Uncommitted.class::isInstance)
                    .map(Uncommitted.class::cast)
                    .filter(present -> present.owner == owner)
                    .findFirst();
        }

        @Override
        public void afterCommit() {
            held.forEach(owner::take);
        }
    }
}
