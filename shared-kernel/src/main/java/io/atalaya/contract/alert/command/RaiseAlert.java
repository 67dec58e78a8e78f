package io.atalaya.contract.alert.command;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.RequiresPermission;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A rule has been breached for its hold time. Repeating it changes nothing. */
@RequiresPermission(systemOnly = true)
public record RaiseAlert(
        @TargetAggregateIdentifier AlertId alertId,
        TenantId tenantId,
        DeviceId deviceId,
        RuleId ruleId,
        String type,
        Severity severity,
        String message,
        double value,
        double threshold,
        int occurrences,
        Instant triggeredAt,
        @Nullable AlertId previousAlertId)
        implements Command {}
