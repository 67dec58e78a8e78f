package io.atalaya.contract.operation.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/**
 * Tries an event again that a processor could not handle, and those of its sequence that were put aside behind it.
 *
 * @param tenantId always the platform
 */
@TenantWide
@RequiresPermission(Permission.OPERATE_PLATFORM)
public record RetryDeadLetter(TenantId tenantId, String letterId) implements Command {}
