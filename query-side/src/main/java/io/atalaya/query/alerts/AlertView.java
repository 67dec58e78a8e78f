package io.atalaya.query.alerts;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Suppression;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.ticket.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as clients see it.
 *
 * @param suppression the one that counts, if there are several
 * @param shelvedUntil present while it is shelved, as is {@code shelveReason}
 * @param assigneeId who is to look after it
 * @param value the last one that changed the condition, in the metric's unit
 * @param lastTriggeredAt when the last breaching value was measured
 * @param resolvedBy {@code null} if it resolved by itself
 */
public record AlertView(
        AlertId id,
        String type,
        Severity severity,
        AlertStatus status,
        AlertCondition condition,
        AlertHandling handling,
        Suppression suppression,
        @Nullable Instant shelvedUntil,
        @Nullable String shelveReason,
        @Nullable UserId assigneeId,
        DeviceId deviceId,
        RuleId ruleId,
        String message,
        double value,
        double threshold,
        int occurrences,
        Instant raisedAt,
        Instant lastTriggeredAt,
        @Nullable UserId acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable UserId resolvedBy,
        @Nullable Instant resolvedAt,
        @Nullable String resolutionNote,
        int escalationLevel,
        @Nullable TicketId ticketId,
        @Nullable AlertId previousAlertId) {}
