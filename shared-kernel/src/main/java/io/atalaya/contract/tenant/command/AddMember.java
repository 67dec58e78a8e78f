package io.atalaya.contract.tenant.command;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.TenantWide;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user a member in a role, or changes the role that it has.
 *
 * @param email who it is, for the record; {@code null} if not known, as the name
 */
@TenantWide
@RequiresPermission(Permission.MANAGE_MEMBERS)
public record AddMember(
        @TargetAggregateIdentifier TenantId tenantId,
        UserId userId,
        Role role,
        Set<SiteId> siteIds,
        @Nullable String email,
        @Nullable String name)
        implements Command {

    /** Tells nothing of who it is. */
    public AddMember(TenantId tenantId, UserId userId, Role role, Set<SiteId> siteIds) {
        this(tenantId, userId, role, siteIds, null, null);
    }

    @Override
    public String toString() {
        return "AddMember[" + tenantId + ", " + userId + ", " + role + "]";
    }
}
