package io.atalaya.query.rules;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.SiteLimit;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.query.Listing;

/** A page of the tenant's rules, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindRules(TenantId tenantId, SiteLimit within, Listing listing) implements SiteScopedQuery {}
