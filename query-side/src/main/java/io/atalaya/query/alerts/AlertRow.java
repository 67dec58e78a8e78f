package io.atalaya.query.alerts;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Suppression;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAssigned;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertCommented;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertEvent;
import io.atalaya.contract.alert.event.AlertInhibited;
import io.atalaya.contract.alert.event.AlertInhibitionLifted;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.contract.alert.event.AlertSeverityRaised;
import io.atalaya.contract.alert.event.AlertShelved;
import io.atalaya.contract.alert.event.AlertTicketRequested;
import io.atalaya.contract.alert.event.AlertUnacknowledged;
import io.atalaya.contract.alert.event.AlertUnshelved;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "alert_view")
class AlertRow extends ReadModel {
    @Column(name = "type")
    private String type;

    @Enumerated(EnumType.STRING)
    @Column(name = "severity")
    private Severity severity;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private AlertStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "condition")
    private AlertCondition condition;

    @Enumerated(EnumType.STRING)
    @Column(name = "handling")
    private AlertHandling handling;

    @Enumerated(EnumType.STRING)
    @Column(name = "suppression")
    private Suppression suppression;

    /** What explains the alert, by its cause. */
    @Column(name = "inhibitions")
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<UUID, Inhibition> inhibitions;

    @Column(name = "shelved_until")
    private @Nullable Instant shelvedUntil;

    @Column(name = "shelve_reason")
    private @Nullable String shelveReason;

    @Column(name = "assignee_id")
    private @Nullable UUID assigneeId;

    @Column(name = "device_id")
    private UUID deviceId;

    /** Where the device stands; only to filter by. Moved by {@link AlertSites}. */
    @Column(name = "site_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable UUID siteId;

    @Column(name = "rule_id")
    private UUID ruleId;

    @Column(name = "message")
    private String message;

    @Column(name = "value")
    private double value;

    @Column(name = "threshold")
    private double threshold;

    @Column(name = "occurrences")
    private int occurrences;

    @Column(name = "raised_at")
    private Instant raisedAt;

    @Column(name = "last_triggered_at")
    private Instant lastTriggeredAt;

    @Column(name = "acknowledged_by")
    private @Nullable UUID acknowledgedBy;

    @Column(name = "acknowledged_at")
    private @Nullable Instant acknowledgedAt;

    @Column(name = "resolved_by")
    private @Nullable UUID resolvedBy;

    @Column(name = "resolved_at")
    private @Nullable Instant resolvedAt;

    @Column(name = "resolution_note")
    private @Nullable String resolutionNote;

    @Column(name = "escalation_level")
    private int escalationLevel;

    @Column(name = "ticket_id")
    private @Nullable UUID ticketId;

    @Column(name = "previous_alert_id")
    private @Nullable UUID previousAlertId;

    @SuppressWarnings("NullAway.Init")
    protected AlertRow() {}

    AlertRow(AlertRaised event, @Nullable UUID siteId, Instant at, long position) {
        super(event.alertId().value(), event.tenantId(), position);
        type = event.type();
        severity = event.severity();
        status = AlertStatus.ACTIVE;
        condition = AlertCondition.ACTIVE;
        handling = AlertHandling.UNACKNOWLEDGED;
        suppression = Suppression.NONE;
        deviceId = event.deviceId().value();
        this.siteId = siteId;
        ruleId = event.ruleId().value();
        message = event.message();
        value = event.value();
        threshold = event.threshold();
        occurrences = event.occurrences();
        raisedAt = at;
        lastTriggeredAt = event.triggeredAt();
        previousAlertId =
                event.previousAlertId() == null ? null : event.previousAlertId().value();
    }

    void apply(AlertEvent event, Instant at) {
        switch (event) {
            case AlertRaised raised -> throw new IllegalStateException("Raised twice: " + raised.alertId());
            case AlertRetriggered retriggered -> {
                condition = AlertCondition.ACTIVE;
                value = retriggered.value();
                occurrences = retriggered.occurrences();
                lastTriggeredAt = retriggered.triggeredAt();
            }
            case AlertConditionCleared cleared -> {
                condition = AlertCondition.CLEARED;
                value = cleared.value();
            }
            case AlertAcknowledged acknowledged -> {
                handling = AlertHandling.ACKNOWLEDGED;
                status = AlertStatus.ACKNOWLEDGED;
                acknowledgedBy = acknowledged.userId().value();
                acknowledgedAt = at;
            }
            case AlertSeverityRaised raisedTo -> {
                severity = raisedTo.severity();
                unacknowledge();
            }
            case AlertUnacknowledged unacknowledged -> unacknowledge();
            case AlertShelved shelved -> shelve(shelved.until(), shelved.reason());
            case AlertUnshelved unshelved -> shelve(null, null);
            case AlertInhibited inhibited -> explain(inhibited.causeId(), inhibited.inhibition());
            case AlertInhibitionLifted lifted -> explain(lifted.causeId(), null);
            case AlertAssigned assigned ->
                assigneeId = assigned.assigneeId() == null
                        ? null
                        : assigned.assigneeId().value();
            case AlertCommented commented -> {}
            case AlertPaged paged -> {}
            case AlertTicketRequested requested -> {}
            case AlertEscalated escalated -> escalationLevel = escalated.level();
            case AlertResolved resolved -> {
                status = AlertStatus.RESOLVED;
                resolvedBy = resolved.userId().value();
                resolvedAt = at;
                resolutionNote = resolved.note();
            }
            case AlertAutoResolved resolved -> {
                status = AlertStatus.RESOLVED;
                condition = AlertCondition.CLEARED;
                value = resolved.value();
                resolvedAt = at;
            }
        }
    }

    private void unacknowledge() {
        handling = AlertHandling.UNACKNOWLEDGED;
        status = AlertStatus.ACTIVE;
        acknowledgedBy = null;
        acknowledgedAt = null;
    }

    private void shelve(@Nullable Instant until, @Nullable String reason) {
        shelvedUntil = until;
        shelveReason = reason;
        suppression = strongest();
    }

    private void explain(UUID causeId, @Nullable Inhibition inhibition) {
        Map<UUID, Inhibition> changed = new HashMap<>(inhibitions == null ? Map.of() : inhibitions);
        if (inhibition == null) {
            changed.remove(causeId);
        } else {
            changed.put(causeId, inhibition);
        }
        inhibitions = changed.isEmpty() ? null : changed;
        suppression = strongest();
    }

    private Suppression strongest() {
        Suppression strongest = shelvedUntil == null ? Suppression.NONE : Suppression.SHELVED;
        for (Inhibition inhibition : inhibitions == null ? List.<Inhibition>of() : inhibitions.values()) {
            strongest = inhibition.suppression().compareTo(strongest) > 0 ? inhibition.suppression() : strongest;
        }
        return strongest;
    }

    void ticketOpened(TicketId opened) {
        ticketId = opened.value();
    }

    AlertView view() {
        return new AlertView(
                new AlertId(id()),
                type,
                severity,
                status,
                condition,
                handling,
                suppression,
                shelvedUntil,
                shelveReason,
                assigneeId == null ? null : new UserId(assigneeId),
                new DeviceId(deviceId),
                new RuleId(ruleId),
                message,
                value,
                threshold,
                occurrences,
                raisedAt,
                lastTriggeredAt,
                acknowledgedBy == null ? null : new UserId(acknowledgedBy),
                acknowledgedAt,
                resolvedBy == null ? null : new UserId(resolvedBy),
                resolvedAt,
                resolutionNote,
                escalationLevel,
                ticketId == null ? null : new TicketId(ticketId),
                previousAlertId == null ? null : new AlertId(previousAlertId));
    }
}
