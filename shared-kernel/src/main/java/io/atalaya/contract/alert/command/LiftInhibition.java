package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * What explained the alert is over. If nothing else suppresses it, people are told of it again. Repeating it changes
 * nothing.
 *
 * @param causeId the gateway's device or the maintenance window
 */
@RequiresPermission(systemOnly = true)
public record LiftInhibition(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, Inhibition inhibition, UUID causeId)
        implements Command {}
