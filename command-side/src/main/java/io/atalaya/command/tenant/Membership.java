package io.atalaya.command.tenant;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.util.Set;

/**
 * What a user is in a tenant.
 *
 * @param siteIds the sites that the membership is limited to; empty means all
 */
public record Membership(TenantId tenantId, Role role, Set<SiteId> siteIds) {

    /** The role that may change memberships. */
    static Role owning(TenantId tenantId) {
        return tenantId.equals(Platform.TENANT) ? Role.ADMIN : Role.OWNER;
    }

    /**
     * Platform staff belong to the platform and nobody else does; a device is not a member but has a key. Who may
     * change memberships could lift its own limits, so it has none; an audit that leaves out what happened elsewhere is
     * none.
     *
     * @throws Rejection if there can be no such membership
     */
    public void requireFitting() {
        boolean platform = tenantId.equals(Platform.TENANT);
        if (role == Role.DEVICE || platform != (role == Role.ADMIN)) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "role", "cannot be " + role + " in this tenant");
        }
        if ((role == owning(tenantId) || role == Role.AUDITOR) && !siteIds.isEmpty()) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, "siteIds", "must be empty: " + role + " has all");
        }
    }
}
