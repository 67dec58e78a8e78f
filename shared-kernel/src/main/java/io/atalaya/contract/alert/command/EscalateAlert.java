package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Nobody has resolved the alert in time. A level that it has reached already changes nothing. */
@RequiresPermission(systemOnly = true)
public record EscalateAlert(@TargetAggregateIdentifier AlertId alertId, TenantId tenantId, int level)
        implements Command {}
