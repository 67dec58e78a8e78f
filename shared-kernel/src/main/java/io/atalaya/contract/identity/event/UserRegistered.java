package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.privacy.PersonalData;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An account exists from now on.
 *
 * @param tenantId always the platform: an account belongs to no tenant
 * @param email {@code null} if it is not verified yet, or an external issuer has not told it
 * @param name {@code null} if the address is not verified yet
 */
@Revision("1")
public record UserRegistered(
        UserId userId,
        TenantId tenantId,
        @PersonalData(of = "userId") @Nullable String email,
        @PersonalData(of = "userId") @Nullable String name)
        implements IdentityEvent {

    /** Of somebody who has shown nothing yet: whoever wrote the address may be anybody. */
    public UserRegistered(UserId userId, TenantId tenantId) {
        this(userId, tenantId, null, null);
    }
}
