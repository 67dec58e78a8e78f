package io.atalaya.command.identity;

import io.atalaya.kernel.access.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks again at keys that have opened something that lasts, such as a connection. */
@Component
public class KeyWatch {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final KeyUse use;

    KeyWatch(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, KeyUse use) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.use = use;
    }

    /**
     * As {@link ApiKeys#authenticate}, of many keys by one statement, as they are now. Keys that are still accepted count
     * as used.
     *
     * @return those that are not accepted any more
     */
    public Set<String> refused(Collection<String> keys) {
        List<String> distinct = keys.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return Set.of();
        }
        UUID[] ids = distinct.stream()
                .map(KeyText::parse)
                .filter(key -> key != null)
                .map(key -> key.id().value())
                .distinct()
                .toArray(UUID[]::new);
        Map<UUID, StoredKey> stored = TenantScope.everyTenant(() -> transaction.execute(status -> load(ids)));
        Instant now = clock.instant();
        return distinct.stream().filter(key -> !isAccepted(key, stored, now)).collect(Collectors.toUnmodifiableSet());
    }

    private Map<UUID, StoredKey> load(UUID[] ids) {
        return jdbc
                .sql("select " + StoredKey.COLUMNS + " from api_key where id = any (:ids)")
                .param("ids", ids)
                .query(StoredKey::of)
                .list()
                .stream()
                .collect(Collectors.toMap(key -> key.identity().id().value(), Function.identity()));
    }

    private boolean isAccepted(String text, Map<UUID, StoredKey> stored, Instant now) {
        KeyText key = KeyText.parse(text);
        if (key == null) {
            return false;
        }
        StoredKey known = stored.get(key.id().value());
        if (known == null || !known.accepts(key.hash(), now)) {
            return false;
        }
        use.note(key.id());
        return true;
    }
}
