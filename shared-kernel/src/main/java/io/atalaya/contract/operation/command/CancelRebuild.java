package io.atalaya.contract.operation.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/**
 * Stops a rebuild that is running; the live read model stays as it is.
 *
 * @param tenantId always the platform
 */
@TenantWide
@RequiresPermission(Permission.OPERATE_PLATFORM)
public record CancelRebuild(TenantId tenantId, String processor) implements Command {}
