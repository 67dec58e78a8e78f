package io.atalaya.query.tickets;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketAnnotated;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketAttachmentAdded;
import io.atalaya.contract.ticket.event.TicketAttachmentRemoved;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClockStarted;
import io.atalaya.contract.ticket.event.TicketClockStopped;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEscalated;
import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketSlaWarned;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.contract.ticket.event.TicketUpdated;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "ticket_view")
class TicketRow extends ReadModel {
    @Column(name = "number")
    private long number;

    @Column(name = "title")
    private String title;

    @Column(name = "description")
    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    @Column(name = "priority")
    private Priority priority;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private TicketStatus status;

    @Column(name = "asset_id")
    private @Nullable UUID assetId;

    @Column(name = "device_id")
    private @Nullable UUID deviceId;

    /** Where the device or else the asset stands; only to filter by. Moved by {@link TicketSites}. */
    @Column(name = "site_id", updatable = false)
    private @Nullable UUID siteId;

    @Column(name = "alert_id")
    private @Nullable UUID alertId;

    @Column(name = "assignee_id")
    private @Nullable UUID assigneeId;

    @Column(name = "escalation_level")
    private int escalationLevel;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "assigned_at")
    private @Nullable Instant assignedAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    @Column(name = "completion_note")
    private @Nullable String completionNote;

    @Column(name = "revision")
    private int revision;

    @Enumerated(EnumType.STRING)
    @Column(name = "sla_goal")
    private @Nullable ServiceGoal slaGoal;

    /** The escalation level that the present time is for. */
    @Column(name = "sla_level")
    private @Nullable Integer slaLevel;

    @Column(name = "sla_target_ms")
    private @Nullable Long slaTargetMillis;

    @Column(name = "time_left_ms")
    private @Nullable Long timeLeftMillis;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Column(name = "sla_warned")
    private boolean slaWarned;

    @Column(name = "sla_breached")
    private boolean slaBreached;

    @Column(name = "held_at")
    private @Nullable Instant heldAt;

    @Column(name = "hold_reason")
    private @Nullable String holdReason;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "closed_because")
    private @Nullable Closing closedBecause;

    @Column(name = "cancelled_at")
    private @Nullable Instant cancelledAt;

    @Column(name = "cancel_reason")
    private @Nullable String cancelReason;

    @Column(name = "note")
    private @Nullable String note;

    @Column(name = "attachments")
    private int attachments;

    /** Sequence number of the ticket's last event that is in this row: a second time, it changes nothing. */
    @Column(name = "applied")
    private long applied;

    /** What resuming leads back to is not in the event. */
    @Enumerated(EnumType.STRING)
    @Column(name = "held_from")
    private @Nullable TicketStatus heldFrom;

    @SuppressWarnings("NullAway.Init")
    protected TicketRow() {}

    TicketRow(TicketOpened event, @Nullable UUID siteId, Instant at, long position) {
        super(event.ticketId().value(), event.tenantId(), position);
        number = event.number();
        title = event.title();
        description = event.description();
        priority = event.priority();
        status = TicketStatus.NEW;
        assetId = event.assetId() == null ? null : event.assetId().value();
        deviceId = event.deviceId() == null ? null : event.deviceId().value();
        this.siteId = siteId;
        alertId = event.alertId() == null ? null : event.alertId().value();
        escalationLevel = event.escalationLevel();
        openedAt = at;
        revision = 1;
    }

    /** @param sequence of the event in the ticket's own history */
    void apply(TicketEvent event, Instant at, long sequence) {
        if (sequence > applied) {
            applied = sequence;
            apply(event, at);
        }
    }

    private void apply(TicketEvent event, Instant at) {
        switch (event) {
            case TicketOpened opened -> throw new IllegalStateException("Opened twice: " + opened.ticketId());
            case TicketUpdated updated -> {
                title = updated.title();
                description = updated.description();
                priority = updated.priority();
                revision = updated.revision();
            }
            case TicketAnnotated annotated -> note = annotated.note();
            case TicketAssigned assigned -> assign(assigned, at);
            case TicketStarted started -> {
                status = TicketStatus.IN_PROGRESS;
                startedAt = at;
            }
            case TicketHeld held -> {
                heldFrom = status;
                status = TicketStatus.ON_HOLD;
                heldAt = at;
                holdReason = held.reason();
            }
            case TicketResumed resumed -> {
                status = Objects.requireNonNull(heldFrom, () -> "Not on hold: " + resumed.ticketId());
                heldFrom = null;
                heldAt = null;
                holdReason = null;
            }
            case TicketCompleted completed -> {
                status = TicketStatus.COMPLETED;
                completedAt = at;
                completionNote = completed.note();
            }
            case TicketReopened reopened -> {
                status = TicketStatus.ASSIGNED;
                completedAt = null;
                completionNote = null;
            }
            case TicketClosed closed -> {
                status = TicketStatus.CLOSED;
                closedAt = at;
                closedBecause = closed.because();
                timeLeftMillis = null;
            }
            case TicketCancelled cancelled -> {
                status = TicketStatus.CANCELLED;
                cancelledAt = at;
                cancelReason = cancelled.reason();
                heldAt = null;
                holdReason = null;
                timeLeftMillis = null;
            }
            case TicketClockStarted started -> run(started);
            case TicketClockStopped stopped -> stand(stopped);
            case TicketSlaWarned warned -> slaWarned = true;
            case SlaBreached breached -> slaBreached = true;
            case TicketEscalated escalated -> escalationLevel = escalated.level();
            case TicketAttachmentAdded added -> attachments++;
            case TicketAttachmentRemoved removed -> attachments--;
        }
    }

    private void assign(TicketAssigned event, Instant at) {
        assigneeId = event.assigneeId().value();
        assignedAt = at;
        if (status == TicketStatus.NEW) {
            status = TicketStatus.ASSIGNED;
        } else if (heldFrom == TicketStatus.NEW) {
            heldFrom = TicketStatus.ASSIGNED;
        }
    }

    private void run(TicketClockStarted event) {
        boolean goesOn = slaGoal == event.goal() && slaLevel != null && slaLevel == event.level();
        slaWarned = goesOn && slaWarned;
        slaGoal = event.goal();
        slaLevel = event.level();
        slaTargetMillis = event.target().toMillis();
        dueAt = event.dueAt();
        timeLeftMillis = null;
    }

    private void stand(TicketClockStopped event) {
        dueAt = null;
        timeLeftMillis = status == TicketStatus.CANCELLED || slaTargetMillis == null
                ? null
                : Math.max(0, slaTargetMillis - event.elapsed().toMillis());
    }

    @Nullable
    DeviceId deviceId() {
        return deviceId == null ? null : new DeviceId(deviceId);
    }

    @Nullable
    AssetId assetId() {
        return assetId == null ? null : new AssetId(assetId);
    }

    TicketView view() {
        return new TicketView(
                new TicketId(id()),
                number,
                title,
                description,
                priority,
                revision,
                status,
                assetId == null ? null : new AssetId(assetId),
                deviceId == null ? null : new DeviceId(deviceId),
                alertId == null ? null : new AlertId(alertId),
                assigneeId == null ? null : new UserId(assigneeId),
                escalationLevel,
                slaGoal,
                dueAt,
                timeLeftMillis == null ? null : Duration.ofMillis(timeLeftMillis),
                slaWarned,
                slaBreached,
                openedAt,
                assignedAt,
                startedAt,
                heldAt,
                holdReason,
                completedAt,
                completionNote,
                closedAt,
                closedBecause,
                cancelledAt,
                cancelReason,
                note,
                attachments);
    }
}
