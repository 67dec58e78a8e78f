package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.privacy.PersonalData;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The user has shown that the account's address is its own, and can log in from now on.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 * @param email {@code null} in old events, as the name is
 */
@Revision("1")
public record UserVerified(
        UserId userId,
        TenantId tenantId,
        @PersonalData(of = "userId") @Nullable String email,
        @PersonalData(of = "userId") @Nullable String name)
        implements IdentityEvent {}
