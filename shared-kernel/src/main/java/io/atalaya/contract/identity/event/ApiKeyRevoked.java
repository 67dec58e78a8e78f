package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** An API key opens nothing any more. */
@Revision("1")
public record ApiKeyRevoked(ApiKeyId apiKeyId, TenantId tenantId) implements IdentityEvent {}
