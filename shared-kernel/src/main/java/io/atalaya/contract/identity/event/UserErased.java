package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Nothing is known of the person any more but this id: the account and the key to what events say are gone.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record UserErased(UserId userId, TenantId tenantId) implements IdentityEvent {}
