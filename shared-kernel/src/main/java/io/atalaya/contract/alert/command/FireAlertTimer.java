package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The moment of a timer has come. Changes nothing if the alert has cancelled it or set it anew since. */
@RequiresPermission(systemOnly = true)
public record FireAlertTimer(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, String timer, int generation)
        implements Command {}
