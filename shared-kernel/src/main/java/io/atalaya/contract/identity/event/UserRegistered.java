package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * An account exists from now on.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record UserRegistered(UserId userId, TenantId tenantId) implements IdentityEvent {}
