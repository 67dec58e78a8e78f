package io.atalaya.query.rules;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.query.Listing;

/** A page of the tenant's rules, newest first. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record FindRules(TenantId tenantId, Listing listing) implements Query {}
