package io.atalaya.command.identity;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.KeyAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key whose secret was right.
 *
 * @param deviceId the only device that it may speak for; {@code null} for the whole tenant
 * @param rateLimit requests per hour; {@code null} for as many as any key
 */
public record AuthenticatedKey(
        ApiKeyId id,
        TenantId tenantId,
        @Nullable DeviceId deviceId,
        Set<KeyAccess> access,
        @Nullable Integer rateLimit) {

    /** @param ip the remote address; {@code null} where there is none */
    public Caller caller(@Nullable String ip) {
        return Caller.ofKey(tenantId, new Actor(Actor.Type.API_KEY, id.toString()), access, deviceId, ip);
    }
}
