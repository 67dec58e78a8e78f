package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Something else explains the alert. On a resolved alert, and for a cause that it has already, it changes nothing.
 *
 * @param causeId the gateway's device or the maintenance window
 */
@RequiresPermission(systemOnly = true)
public record InhibitAlert(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, Inhibition inhibition, UUID causeId)
        implements Command {}
