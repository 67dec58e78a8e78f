package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Somebody gave a wrong password for the account, or the account is not verified yet. Who it was is not known.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record LogInFailed(UserId userId, TenantId tenantId) implements IdentityEvent {}
