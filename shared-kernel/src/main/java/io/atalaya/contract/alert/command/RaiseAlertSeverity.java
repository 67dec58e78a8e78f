package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The alert is graver than when it was raised. Unless the severity is higher than the alert's, it changes nothing. */
@RequiresPermission(systemOnly = true)
public record RaiseAlertSeverity(@TargetAggregateIdentifier AlertId alertId, TenantId tenantId, Severity severity)
        implements Command {}
