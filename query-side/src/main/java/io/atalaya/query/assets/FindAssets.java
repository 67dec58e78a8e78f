package io.atalaya.query.assets;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;
import org.jspecify.annotations.Nullable;

/** A page of the tenant's assets, newest first; {@code null} filters nothing. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindAssets(
        TenantId tenantId,
        SiteLimit within,
        @Nullable String type,
        @Nullable SiteId siteId,
        Listing listing) implements SiteScopedQuery {}
