package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The user ended a session.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record LoggedOut(UserId userId, TenantId tenantId) implements IdentityEvent {}
