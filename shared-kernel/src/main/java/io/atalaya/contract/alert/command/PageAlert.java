package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * People may be told of a new alert, now that it is known what may suppress it. Changes nothing while it is
 * acknowledged, suppressed or resolved, nor if they have been told.
 */
@RequiresPermission(systemOnly = true)
public record PageAlert(@TargetAggregateIdentifier AlertId alertId, TenantId tenantId) implements Command {}
