package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;

/** A command that does not say what it means for members who are limited to sites. */
@RequiresPermission(Permission.READ_OPERATIONS)
public record CommandThatForgetsSites(TenantId tenantId) implements Command {}
