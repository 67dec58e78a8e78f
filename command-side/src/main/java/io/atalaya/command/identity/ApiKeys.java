package io.atalaya.command.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.event.ApiKeyCreated;
import io.atalaya.contract.identity.event.ApiKeyRevoked;
import io.atalaya.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * API keys of the form {@code atl_<id>_<secret>}. The secret is 256 random bits, so a plain SHA-256 of it is enough to
 * keep; it is shown once and compared in constant time.
 */
@Component
public class ApiKeys {
    public static final String PREFIX = "atl_";
    private static final int SECRET_BYTES = 32;

    private final JdbcClient jdbc;
    private final EventGateway events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final LoadingCache<ApiKeyId, Optional<StoredKey>> byId = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofSeconds(4))
            .build(this::load);

    ApiKeys(JdbcClient jdbc, EventGateway events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Part of the transaction of the command that registers the device. */
    public IssuedApiKey issueForDevice(TenantId tenantId, DeviceId deviceId, String name) {
        ApiKeyId id = ApiKeyId.next();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        jdbc.sql("insert into api_key (id, tenant_id, device_id, name, secret_hash, created_at)"
                        + " values (:id, :tenant, :device, :name, :hash, :now)")
                .param("id", id.value())
                .param("tenant", tenantId.value())
                .param("device", deviceId.value())
                .param("name", name)
                .param("hash", hash(text))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        events.publish(new ApiKeyCreated(id, tenantId, deviceId, name));
        return new IssuedApiKey(id, PREFIX + id.value().toString().replace("-", "") + "_" + text);
    }

    /** Forgets the device's keys and issues a new one. */
    public IssuedApiKey replaceDeviceKey(TenantId tenantId, DeviceId deviceId, String name) {
        List<UUID> revoked = jdbc.sql(
                        "delete from api_key where tenant_id = :tenant and device_id = :device returning id")
                .param("tenant", tenantId.value())
                .param("device", deviceId.value())
                .query(UUID.class)
                .list();
        for (UUID id : revoked) {
            events.publish(new ApiKeyRevoked(new ApiKeyId(id), tenantId));
            byId.invalidate(new ApiKeyId(id));
        }
        return issueForDevice(tenantId, deviceId, name);
    }

    /** @return whose key it is; empty if it is not one of ours or its secret is wrong */
    public Optional<AuthenticatedKey> authenticate(String key) {
        @Nullable Presented presented = Presented.parse(key);
        if (presented == null) {
            return Optional.empty();
        }
        Optional<StoredKey> stored = byId.get(presented.id());
        if (stored.isEmpty()) {
            byId.invalidate(presented.id());
        }
        return stored.filter(candidate -> MessageDigest.isEqual(candidate.secretHash(), hash(presented.secret())))
                .map(StoredKey::identity);
    }

    private Optional<StoredKey> load(ApiKeyId id) {
        return jdbc.sql("select tenant_id, device_id, secret_hash from api_key where id = :id")
                .param("id", id.value())
                .query((row, number) -> {
                    UUID device = row.getObject("device_id", UUID.class);
                    return new StoredKey(
                            new AuthenticatedKey(
                                    id,
                                    new TenantId(row.getObject("tenant_id", UUID.class)),
                                    device == null ? null : new DeviceId(device)),
                            row.getBytes("secret_hash"));
                })
                .optional();
    }

    private static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    private record StoredKey(AuthenticatedKey identity, byte[] secretHash) {}

    private record Presented(ApiKeyId id, String secret) {
        private static final int ID_DIGITS = 32;

        static @Nullable Presented parse(String key) {
            int idStart = PREFIX.length();
            int secretStart = idStart + ID_DIGITS + 1;
            if (!key.startsWith(PREFIX) || key.length() <= secretStart || key.charAt(secretStart - 1) != '_') {
                return null;
            }
            String digits = key.substring(idStart, idStart + ID_DIGITS);
            if (!digits.matches("[0-9a-f]{32}")) {
                return null;
            }
            UUID id = new UUID(
                    Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, ID_DIGITS, 16));
            return new Presented(new ApiKeyId(id), key.substring(secretStart));
        }
    }
}
