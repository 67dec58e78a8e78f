package io.atalaya.query.members;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tenant's members, by e-mail address.
 *
 * @param siteId only those who may act on this site, be it because they may on all; {@code null} for everybody
 */
@TenantWide
@RequiresPermission(Permission.READ_ACCESS)
public record FindMembers(TenantId tenantId, @Nullable SiteId siteId, Listing listing) implements Query {}
