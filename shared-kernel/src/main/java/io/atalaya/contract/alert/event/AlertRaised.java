package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An alert is open from now on: its condition active, unacknowledged.
 *
 * @param value what breached the rule, in the metric's unit
 * @param occurrences breaching readings so far, 1 or more
 * @param triggeredAt when the breaching value was measured
 * @param previousAlertId the same rule's and device's last alert, if there was one
 */
@Revision("1")
public record AlertRaised(
        AlertId alertId,
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
        implements AlertEvent {}
