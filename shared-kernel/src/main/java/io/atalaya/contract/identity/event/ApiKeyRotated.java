package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * An API key has a new secret.
 *
 * @param previousValidUntil until when the secret before it is accepted too
 */
@Revision("1")
public record ApiKeyRotated(ApiKeyId apiKeyId, TenantId tenantId, Instant previousValidUntil)
        implements IdentityEvent {}
