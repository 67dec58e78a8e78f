package io.atalaya.contract.tenant.command;

import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says whom the tenant wants to be told of its alerts, and when. Timers that are set stay as they are. Repeating it
 * changes nothing.
 */
@TenantWide
@RequiresPermission(Permission.CHANGE_TENANT)
public record ChangeEscalationPolicy(
        @TargetAggregateIdentifier TenantId tenantId, EscalationPolicy policy) implements Command {}
