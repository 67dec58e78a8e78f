package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The user has shown that the account's address is its own, and can log in from now on.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record UserVerified(UserId userId, TenantId tenantId) implements IdentityEvent {}
