package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The value has been normal for the rule's clear time. On a resolved alert it changes nothing. */
@RequiresPermission(systemOnly = true)
public record AutoResolveAlert(
        @TargetAggregateIdentifier AlertId alertId, TenantId tenantId, double value, Instant clearedAt)
        implements Command {}
