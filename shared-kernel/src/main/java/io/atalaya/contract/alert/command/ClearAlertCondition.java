package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The value is normal again, for how long has yet to be seen. */
@RequiresPermission(systemOnly = true)
public record ClearAlertCondition(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, double value, Instant clearedAt)
        implements Command {}
