package io.atalaya.contract.identity.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.ApiKeyTerms;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.KeyAccess;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An API key exists from now on.
 *
 * @param deviceId the only device that the key may speak for; {@code null} for the whole tenant
 * @param permissions what it may do, in a fixed order; {@code null} in old events, whose keys could only WRITE
 * @param rateLimit requests per hour; {@code null} for as many as the platform grants any key
 * @param expiresAt from when on the key opens nothing; {@code null} for never
 */
@Revision("1")
public record ApiKeyCreated(
        ApiKeyId apiKeyId,
        TenantId tenantId,
        @Nullable DeviceId deviceId,
        String name,
        @Nullable Set<KeyAccess> permissions,
        @Nullable Integer rateLimit,
        @Nullable Instant expiresAt)
        implements IdentityEvent {
    public ApiKeyCreated {
        permissions = permissions == null ? null : Collections.unmodifiableSet(new TreeSet<>(permissions));
    }

    public static ApiKeyCreated of(ApiKeyId apiKeyId, TenantId tenantId, ApiKeyTerms terms) {
        return new ApiKeyCreated(
                apiKeyId,
                tenantId,
                terms.deviceId(),
                terms.name(),
                terms.permissions(),
                terms.rateLimit(),
                terms.expiresAt());
    }
}
