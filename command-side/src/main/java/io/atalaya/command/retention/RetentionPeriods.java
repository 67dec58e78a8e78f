package io.atalaya.command.retention;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.atalaya.contract.tenant.event.TenantRetentionChanged;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long each tenant's readings are kept. Written in the transaction of the command that changes it; read from memory,
 * so that a change reaches every node within {@link #STALENESS}.
 */
@Component
@ProcessingGroup(RetentionPeriods.PROCESSING_GROUP)
public class RetentionPeriods {
    static final String PROCESSING_GROUP = "retention";
    private static final Duration STALENESS = Duration.ofSeconds(4);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RetentionSettings settings;
    private final LoadingCache<TenantId, Duration> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(STALENESS)
            .build(this::load);

    RetentionPeriods(JdbcClient jdbc, TransactionTemplate transaction, RetentionSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** At most {@link #STALENESS} old. */
    public Duration of(TenantId tenantId) {
        return known.get(tenantId);
    }

    /** Of every tenant, as it is now. */
    Map<TenantId, Duration> all() {
        Map<TenantId, Duration> all = new LinkedHashMap<>();
        TenantScope.everyTenant(() -> transaction.execute(status -> jdbc.sql(
                                "select tenant_id, retention_days from tenant_directory order by tenant_id")
                        .query((row, number) -> Map.entry(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                period(row.getObject("retention_days", Integer.class))))
                        .list()))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    @EventHandler
    void on(TenantRetentionChanged event) {
        int changed = jdbc.sql("update tenant_directory set retention_days = :days where tenant_id = :tenant")
                .param("days", event.retentionDays())
                .param("tenant", event.tenantId().value())
                .update();
        if (changed != 1) {
            throw new IllegalStateException("Tenant " + event.tenantId() + " is not in the directory");
        }
        // Until the commit, somebody could read the old state into the cache again.
        CurrentUnitOfWork.get().afterCommit(done -> known.invalidate(event.tenantId()));
    }

    private Duration load(TenantId tenantId) {
        return TenantScope.tenant(
                tenantId,
                () -> transaction.execute(status -> jdbc.sql(
                                "select retention_days from tenant_directory where tenant_id = :tenant")
                        .param("tenant", tenantId.value())
                        .query((row, number) -> period(row.getObject("retention_days", Integer.class)))
                        .optional()
                        .orElse(settings.standard())));
    }

    private Duration period(@Nullable Integer days) {
        return days == null ? settings.standard() : Duration.ofDays(days);
    }
}
