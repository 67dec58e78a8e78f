package io.atalaya.command.identity;

import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.access.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** When each key was used last, to a minute: noted by requests in memory, written for all keys together. */
@Component
class KeyUse {
    private static final Duration PRECISION = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<ApiKeyId> used = ConcurrentHashMap.newKeySet();

    KeyUse(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    void note(ApiKeyId id) {
        used.add(id);
    }

    /** A key that another node is writing about at this moment is left to it. */
    @Scheduled(fixedDelayString = "PT5S")
    void write() {
        Set<ApiKeyId> pending = Set.copyOf(used);
        if (pending.isEmpty()) {
            return;
        }
        TenantScope.everyTenant(() -> transaction.execute(status -> write(pending)));
        used.removeAll(pending);
    }

    private int write(Set<ApiKeyId> pending) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("update api_key set last_used_at = :now where id in (select id from api_key"
                        + " where id = any (:ids) and (last_used_at is null or last_used_at < :before)"
                        + " for update skip locked)")
                .param("now", now)
                .param("before", now.minus(PRECISION))
                .param("ids", pending.stream().map(ApiKeyId::value).toArray(UUID[]::new))
                .update();
    }
}
