package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** It has become worse. On a resolved alert, or one that is as bad already, it changes nothing. */
@RequiresPermission(systemOnly = true)
public record RaiseAlertSeverity(@TargetAggregateIdentifier AlertId alertId, TenantId tenantId, Severity severity)
        implements Command {}
