package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.privacy.PersonalData;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * This is what is known of the person from now on.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 * @param email {@code null} if an external issuer has not told it
 * @param phone {@code null} if the person has given none
 */
@Revision("1")
public record UserDetailsChanged(
        UserId userId,
        TenantId tenantId,
        @PersonalData(of = "userId") @Nullable String email,
        @PersonalData(of = "userId") String name,
        @PersonalData(of = "userId") @Nullable String phone)
        implements IdentityEvent {}
