package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The rule is breached again while its alert is open. On a resolved alert it changes nothing. */
@RequiresPermission(systemOnly = true)
public record RetriggerAlert(
        @TargetAggregateIdentifier AlertId alertId,
        TenantId tenantId,
        double value,
        int occurrences,
        Instant triggeredAt)
        implements Command {}
