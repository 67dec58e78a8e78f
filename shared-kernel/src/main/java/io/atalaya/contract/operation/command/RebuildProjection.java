package io.atalaya.contract.operation.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/**
 * Builds a read model anew from the log, beside the live one, and puts it in its place.
 *
 * @param tenantId always the platform
 * @param checkOnly only say how many rows differ from the live ones
 */
@TenantWide
@RequiresPermission(Permission.OPERATE_PLATFORM)
public record RebuildProjection(TenantId tenantId, String processor, boolean checkOnly) implements Command {}
