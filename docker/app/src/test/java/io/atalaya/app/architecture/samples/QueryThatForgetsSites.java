package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** A query that does not say what it means for members who are limited to sites. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record QueryThatForgetsSites(TenantId tenantId) implements Query {}
