package io.atalaya.command.tenant;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.contract.tenant.event.MemberAdded;
import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.util.Set;

/** What is said to one tenant, and what it answers. */
final class ATenant {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final UserId USER = UserId.of("00000000-0000-0000-0000-000000000011");
    static final UserId OTHER_USER = UserId.of("00000000-0000-0000-0000-000000000012");
    static final SiteId SITE = SiteId.of("00000000-0000-0000-0000-0000000000f1");
    static final Set<SiteId> EVERYWHERE = Set.of();

    private ATenant() {}

    static CreateTenant createTenant(TenantId tenant) {
        return new CreateTenant(tenant, "Frío del Sur");
    }

    static TenantCreated created(TenantId tenant) {
        return new TenantCreated(tenant, "Frío del Sur");
    }

    static AddMember add(TenantId tenant, UserId user, Role role, Set<SiteId> sites) {
        return new AddMember(tenant, user, role, sites);
    }

    static MemberAdded added(TenantId tenant, UserId user, Role role, Set<SiteId> sites) {
        return new MemberAdded(tenant, user, role, sites);
    }
}
