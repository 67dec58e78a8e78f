package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The alert's ticket is complete. Resolves the alert if its condition is normal again; otherwise it stays, until it
 * resolves by itself or by hand.
 *
 * @param userId who completed the ticket
 */
@RequiresPermission(systemOnly = true)
public record ResolveRepairedAlert(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, UserId userId, String note) implements Command {}
