package io.atalaya.contract.operation.command;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;

/**
 * Gives up an event that a processor could not handle: its read model does without it. The log keeps it.
 *
 * @param tenantId always the platform
 */
@TenantWide
@RequiresPermission(Permission.OPERATE_PLATFORM)
public record DiscardDeadLetter(TenantId tenantId, String letterId, String reason) implements Command {}
