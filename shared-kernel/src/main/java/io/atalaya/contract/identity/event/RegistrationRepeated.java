package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Somebody tried to register with an address that has an account already, verified or not.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record RegistrationRepeated(UserId userId, TenantId tenantId) implements IdentityEvent {}
