package io.atalaya.command.tenant;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.util.Set;

/**
 * What a user is in a tenant.
 *
 * @param siteIds the sites that the membership is limited to; empty means all
 */
public record Membership(TenantId tenantId, Role role, Set<SiteId> siteIds) {}
