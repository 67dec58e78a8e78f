package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The account has another password; all of its sessions have ended.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 * @param byCode whether a mailed code stood for the old password, which was not known
 */
@Revision("1")
public record PasswordChanged(UserId userId, TenantId tenantId, boolean byCode) implements IdentityEvent {}
