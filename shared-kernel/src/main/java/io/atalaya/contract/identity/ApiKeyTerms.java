package io.atalaya.contract.identity;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.KeyAccess;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API key is good for. A device's key does nothing but send that device's telemetry.
 *
 * @param deviceId the only device that the key may speak for; {@code null} for the whole tenant
 * @param permissions one at least
 * @param rateLimit requests per hour; {@code null} for as many as the platform grants any key
 * @param expiresAt from when on the key opens nothing; {@code null} for never
 */
public record ApiKeyTerms(
        String name,
        @Nullable DeviceId deviceId,
        Set<KeyAccess> permissions,
        @Nullable Integer rateLimit,
        @Nullable Instant expiresAt) {
    public ApiKeyTerms {
        permissions = Set.copyOf(permissions);
        if (permissions.isEmpty()) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "permissions", "must hold READ, WRITE or both");
        }
        if (deviceId != null && permissions.contains(KeyAccess.READ)) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "permissions", "can only be WRITE for a device's key");
        }
        if (rateLimit != null && rateLimit < 1) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "rateLimit", "must be 1 at least");
        }
    }

    /** A device's own key: for ever, and without a limit of its own. */
    public static ApiKeyTerms ofDevice(DeviceId deviceId, String name) {
        return new ApiKeyTerms(name, deviceId, Set.of(KeyAccess.WRITE), null, null);
    }
}
