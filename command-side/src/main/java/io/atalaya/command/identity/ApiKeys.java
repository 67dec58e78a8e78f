package io.atalaya.command.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.ApiKeyTerms;
import io.atalaya.contract.identity.event.ApiKeyCreated;
import io.atalaya.contract.identity.event.ApiKeyRevoked;
import io.atalaya.contract.identity.event.ApiKeyRotated;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * API keys of the form {@code atl_<id>_<secret>}. The secret is shown once, when it is made, and kept as a hash. What is
 * changed here is part of the transaction of the command that asks for it, and reaches every node within 4 s.
 */
@Component
public class ApiKeys {
    public static final String PREFIX = KeyText.PREFIX;

    private final JdbcClient jdbc;
    private final EventGateway events;
    private final Clock clock;
    private final ApiKeySettings settings;
    private final KeyUse use;
    private final SecureRandom random = new SecureRandom();
    private final LoadingCache<ApiKeyId, Optional<StoredKey>> byId = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofSeconds(4))
            .build(this::load);

    ApiKeys(JdbcClient jdbc, EventGateway events, Clock clock, ApiKeySettings settings, KeyUse use) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
        this.use = use;
    }

    /** Part of the transaction of the command that registers the device. */
    public IssuedApiKey issueForDevice(TenantId tenantId, DeviceId deviceId, String name) {
        return issue(ApiKeyId.next(), tenantId, ApiKeyTerms.ofDevice(deviceId, name));
    }

    /** Forgets the device's keys and issues a new one. */
    public IssuedApiKey replaceDeviceKey(TenantId tenantId, DeviceId deviceId, String name) {
        revokeDeviceKeys(tenantId, deviceId);
        return issueForDevice(tenantId, deviceId, name);
    }

    /** Part of the transaction of the command that replaces the keys or removes the device. */
    public void revokeDeviceKeys(TenantId tenantId, DeviceId deviceId) {
        List<UUID> revoked = jdbc.sql(
                        "delete from api_key where tenant_id = :tenant and device_id = :device returning id")
                .param("tenant", tenantId.value())
                .param("device", deviceId.value())
                .query(UUID.class)
                .list();
        for (UUID id : revoked) {
            events.publish(new ApiKeyRevoked(new ApiKeyId(id), tenantId));
            forget(new ApiKeyId(id));
        }
    }

    /** Whoever repeats this, because the first answer was lost, gets another secret; the lost one opens nothing. */
    IssuedApiKey issue(ApiKeyId id, TenantId tenantId, ApiKeyTerms terms) {
        Instant now = clock.instant();
        if (terms.expiresAt() != null && !terms.expiresAt().isAfter(now)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "expiresAt", "must be in the future");
        }
        KeyText key = KeyText.random(id, random);
        int created = jdbc.sql("insert into api_key (id, tenant_id, device_id, name, permissions, rate_limit,"
                        + " expires_at, secret_hash, created_at) values (:id, :tenant, :device, :name, :permissions,"
                        + " :limit, :expires, :hash, :now) on conflict (id) do nothing")
                .param("id", id.value())
                .param("tenant", tenantId.value())
                .param(
                        "device",
                        terms.deviceId() == null ? null : terms.deviceId().value())
                .param("name", terms.name())
                .param(
                        "permissions",
                        terms.permissions().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("limit", terms.rateLimit())
                .param("expires", time(terms.expiresAt()))
                .param("hash", key.hash())
                .param("now", time(now))
                .update();
        if (created == 0) {
            return replaceSecret(id, tenantId, Duration.ZERO).issued();
        }
        events.publish(ApiKeyCreated.of(id, tenantId, terms));
        return key.issued();
    }

    RotatedApiKey rotate(ApiKeyId id, TenantId tenantId) {
        return replaceSecret(id, tenantId, settings.rotationOverlap());
    }

    void revoke(ApiKeyId id, TenantId tenantId) {
        int revoked = jdbc.sql("delete from api_key where id = :id and tenant_id = :tenant")
                .param("id", id.value())
                .param("tenant", tenantId.value())
                .update();
        if (revoked == 0) {
            throw Rejection.notFound("API key");
        }
        events.publish(new ApiKeyRevoked(id, tenantId));
        forget(id);
    }

    private RotatedApiKey replaceSecret(ApiKeyId id, TenantId tenantId, Duration overlap) {
        Instant now = clock.instant();
        StoredKey stored = load(id, "api_key where id = :id for update")
                .filter(key -> key.identity().tenantId().equals(tenantId))
                .orElseThrow(() -> Rejection.notFound("API key"));
        if (stored.isExpired(now)) {
            throw Rejection.of(Rejection.Code.API_KEY_EXPIRED, "The API key has expired; create another one");
        }
        KeyText key = KeyText.random(id, random);
        Instant previousValidUntil = now.plus(overlap);
        jdbc.sql("update api_key set previous_secret_hash = secret_hash, previous_valid_until = :until,"
                        + " secret_hash = :hash where id = :id")
                .param("until", time(previousValidUntil))
                .param("hash", key.hash())
                .param("id", id.value())
                .update();
        events.publish(new ApiKeyRotated(id, tenantId, previousValidUntil));
        forget(id);
        return new RotatedApiKey(key.issued(), previousValidUntil);
    }

    /** @return whose key it is; empty if it is not one of ours, its secret is wrong, or its time is over */
    public Optional<AuthenticatedKey> authenticate(String key) {
        @Nullable KeyText presented = KeyText.parse(key);
        if (presented == null) {
            return Optional.empty();
        }
        Optional<StoredKey> stored = byId.get(presented.id());
        if (stored.isEmpty()) {
            byId.invalidate(presented.id());
        }
        byte[] hash = presented.hash();
        Instant now = clock.instant();
        Optional<AuthenticatedKey> accepted =
                stored.filter(candidate -> candidate.accepts(hash, now)).map(StoredKey::identity);
        accepted.ifPresent(identity -> use.note(identity.id()));
        return accepted;
    }

    /** Once more after the commit: until then, a request could read the old state into the cache again. */
    private void forget(ApiKeyId id) {
        byId.invalidate(id);
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.afterCommit(done -> byId.invalidate(id)));
    }

    private Optional<StoredKey> load(ApiKeyId id) {
        return load(id, "api_key_of(:id)");
    }

    private Optional<StoredKey> load(ApiKeyId id, String source) {
        return jdbc.sql("select " + StoredKey.COLUMNS + " from " + source)
                .param("id", id.value())
                .query(StoredKey::of)
                .optional();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
