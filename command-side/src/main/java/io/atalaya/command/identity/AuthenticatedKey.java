package io.atalaya.command.identity;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An API key whose secret was right.
 *
 * @param deviceId the only device that it may speak for; {@code null} for the whole tenant
 */
public record AuthenticatedKey(
        ApiKeyId id, TenantId tenantId, @Nullable DeviceId deviceId) {}
