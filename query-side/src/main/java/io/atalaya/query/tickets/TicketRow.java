package io.atalaya.query.tickets;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEvent;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
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

    /** Where the device or else the asset stands; only to filter by. */
    @Column(name = "site_id")
    @SuppressWarnings("UnusedVariable") // queries name it
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
    }

    void apply(TicketEvent event, Instant at) {
        switch (event) {
            case TicketOpened opened -> throw new IllegalStateException("Opened twice: " + opened.ticketId());
            case TicketAssigned assigned -> {
                assigneeId = assigned.assigneeId().value();
                assignedAt = at;
                if (status == TicketStatus.NEW) {
                    status = TicketStatus.ASSIGNED;
                }
            }
            case TicketStarted started -> {
                status = TicketStatus.IN_PROGRESS;
                startedAt = at;
            }
            case TicketCompleted completed -> {
                status = TicketStatus.COMPLETED;
                completedAt = at;
                completionNote = completed.note();
            }
        }
    }

    TicketView view() {
        return new TicketView(
                new TicketId(id()),
                number,
                title,
                description,
                priority,
                status,
                assetId == null ? null : new AssetId(assetId),
                deviceId == null ? null : new DeviceId(deviceId),
                alertId == null ? null : new AlertId(alertId),
                assigneeId == null ? null : new UserId(assigneeId),
                escalationLevel,
                openedAt,
                assignedAt,
                startedAt,
                completedAt,
                completionNote);
    }
}
