package io.atalaya.query.audit.chain;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import io.atalaya.query.Listing;

/** A page of the signed checkpoints of the tenant's chain, newest first. */
@TenantWide
@RequiresPermission(Permission.READ_AUDIT)
public record FindCheckpoints(TenantId tenantId, Listing listing) implements Query {}
