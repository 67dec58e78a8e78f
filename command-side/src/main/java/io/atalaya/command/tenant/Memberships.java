package io.atalaya.command.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.tenant.event.MemberAdded;
import io.atalaya.contract.tenant.event.MemberRemoved;
import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is a member of what, as every request needs to know it. Written in the transaction of the command that changes a
 * membership; read from memory, where an entry lives for at most {@link #STALENESS}, so that a change reaches every
 * node within that time.
 */
@Component
@ProcessingGroup(Memberships.PROCESSING_GROUP)
public class Memberships {
    public static final String PROCESSING_GROUP = "memberships";
    /** How long after a change another node may still act on the old state. */
    static final Duration STALENESS = Duration.ofSeconds(4);

    private final JdbcClient jdbc;
    private final LoadingCache<UserId, List<Membership>> byUser = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(STALENESS)
            .build(this::load);
    private final LoadingCache<TenantId, Boolean> tenants = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(STALENESS)
            .build(this::loadExists);

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The user's memberships, at most {@link #STALENESS} old. */
    public List<Membership> of(UserId userId) {
        return byUser.get(userId);
    }

    /**
     * As {@link #of(UserId)}, for a request that names a tenant: whoever is platform staff may name any, so whether it
     * exists is found out in the same round trip.
     */
    public List<Membership> of(UserId userId, @Nullable TenantId named) {
        return named == null ? of(userId) : byUser.get(userId, user -> load(user, named));
    }

    /** The user's memberships now. */
    public List<Membership> now(UserId userId) {
        return load(userId);
    }

    /** What the user is in the tenant now; empty if it is no member. */
    public Optional<Membership> in(TenantId tenantId, UserId userId) {
        return load(userId).stream()
                .filter(membership -> membership.tenantId().equals(tenantId))
                .findFirst();
    }

    /** The tenant's members in this role now, always in the same order. */
    public List<UserId> withRole(TenantId tenantId, Role role) {
        return jdbc.sql("select user_id from membership where tenant_id = :tenant and role = :role order by user_id")
                .param("tenant", tenantId.value())
                .param("role", role.name())
                .query((row, number) -> new UserId(row.getObject("user_id", UUID.class)))
                .list();
    }

    public boolean tenantExists(TenantId tenantId) {
        return tenants.get(tenantId);
    }

    /** Those of the tenants that exist. */
    public Set<TenantId> existing(Set<TenantId> tenantIds) {
        return tenants
                .getAll(tenantIds, missing -> {
                    Set<TenantId> found = loadExisting(missing);
                    return missing.stream().collect(Collectors.toMap(tenantId -> tenantId, found::contains));
                })
                .entrySet()
                .stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @EventHandler
    void on(TenantCreated event) {
        jdbc.sql("insert into tenant_directory (tenant_id) values (:tenant) on conflict do nothing")
                .param("tenant", event.tenantId().value())
                .update();
        forget(tenants, event.tenantId());
    }

    @EventHandler
    void on(MemberAdded event) {
        jdbc.sql("insert into membership (user_id, tenant_id, role, site_ids) values (:user, :tenant, :role, :sites)"
                        + " on conflict (user_id, tenant_id) do update"
                        + " set role = excluded.role, site_ids = excluded.site_ids")
                .param("user", event.userId().value())
                .param("tenant", event.tenantId().value())
                .param("role", event.role().name())
                .param("sites", event.siteIds().stream().map(SiteId::value).toArray(UUID[]::new))
                .update();
        forget(byUser, event.userId());
    }

    @EventHandler
    void on(MemberRemoved event) {
        jdbc.sql("delete from membership where user_id = :user and tenant_id = :tenant")
                .param("user", event.userId().value())
                .param("tenant", event.tenantId().value())
                .update();
        forget(byUser, event.userId());
    }

    /** Once more after the commit: until then, a request could read the old state into the cache again. */
    private static <K> void forget(Cache<K, ?> cache, K key) {
        cache.invalidate(key);
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.afterCommit(done -> cache.invalidate(key)));
    }

    private List<Membership> load(UserId userId) {
        return jdbc.sql("select tenant_id, role, site_ids from memberships_of(:user) order by tenant_id")
                .param("user", userId.value())
                .query(Memberships::membership)
                .list();
    }

    private List<Membership> load(UserId userId, TenantId named) {
        return jdbc.sql("select tenant_id, role, site_ids, tenant_exists(:named) as named_exists"
                        + " from memberships_of(:user) order by tenant_id")
                .param("user", userId.value())
                .param("named", named.value())
                .query((row, number) -> {
                    tenants.put(named, row.getBoolean("named_exists"));
                    return membership(row, number);
                })
                .list();
    }

    private Set<TenantId> loadExisting(Set<? extends TenantId> tenantIds) {
        return jdbc
                .sql("select tenant_id from unnest(:tenants) as tenant_id where tenant_exists(tenant_id)")
                .param("tenants", tenantIds.stream().map(TenantId::value).toArray(UUID[]::new))
                .query(UUID.class)
                .stream()
                .map(TenantId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean loadExists(TenantId tenantId) {
        return jdbc.sql("select tenant_exists(:tenant)")
                .param("tenant", tenantId.value())
                .query(Boolean.class)
                .single();
    }

    private static Membership membership(ResultSet row, int number) throws SQLException {
        return new Membership(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                Role.valueOf(row.getString("role")),
                siteIds(row));
    }

    private static Set<SiteId> siteIds(ResultSet row) throws SQLException {
        Array array = row.getArray("site_ids");
        return Arrays.stream((UUID[]) array.getArray()).map(SiteId::new).collect(Collectors.toUnmodifiableSet());
    }
}
