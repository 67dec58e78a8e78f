package io.atalaya.query.apikeys;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.access.KeyAccess;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key, as clients see it.
 *
 * @param deviceId the only device that it may speak for; absent for the whole tenant
 * @param rateLimit requests per hour; absent for as many as the platform grants any key
 * @param lastUsedAt to a minute
 */
public record ApiKeyView(
        ApiKeyId id,
        String name,
        @Nullable DeviceId deviceId,
        List<KeyAccess> permissions,
        @Nullable Integer rateLimit,
        @Nullable Instant expiresAt,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
