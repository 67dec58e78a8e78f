package io.atalaya.contract.tenant.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.privacy.PersonalData;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A user may act in the tenant from now on, in this role.
 *
 * @param siteIds the sites that the membership is limited to; empty means all
 * @param email who it is, as the account said then; {@code null} where only the role or the sites change
 * @param name {@code null} as the address
 */
@Revision("1")
public record MemberAdded(
        TenantId tenantId,
        UserId userId,
        Role role,
        Set<SiteId> siteIds,
        @PersonalData(of = "userId") @Nullable String email,
        @PersonalData(of = "userId") @Nullable String name)
        implements TenantEvent {

    /** Of somebody of whom nothing is told. */
    public MemberAdded(TenantId tenantId, UserId userId, Role role, Set<SiteId> siteIds) {
        this(tenantId, userId, role, siteIds, null, null);
    }
}
