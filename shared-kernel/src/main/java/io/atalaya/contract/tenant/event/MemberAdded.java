package io.atalaya.contract.tenant.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.util.Set;
import org.axonframework.serialization.Revision;

/**
 * A user may act in the tenant from now on, in this role.
 *
 * @param siteIds the sites that the membership is limited to; empty means all
 */
@Revision("1")
public record MemberAdded(TenantId tenantId, UserId userId, Role role, Set<SiteId> siteIds) implements TenantEvent {}
