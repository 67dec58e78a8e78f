package io.atalaya.contract.identity.event;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An API key exists from now on.
 *
 * @param deviceId the only device that the key may speak for; {@code null} for the whole tenant
 */
@Revision("1")
public record ApiKeyCreated(
        ApiKeyId apiKeyId, TenantId tenantId, @Nullable DeviceId deviceId, String name) implements IdentityEvent {}
