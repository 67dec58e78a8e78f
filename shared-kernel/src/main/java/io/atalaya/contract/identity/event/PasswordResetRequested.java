package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Somebody asked for a code to reset the account's password. Who it was is not known.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record PasswordResetRequested(UserId userId, TenantId tenantId) implements IdentityEvent {}
