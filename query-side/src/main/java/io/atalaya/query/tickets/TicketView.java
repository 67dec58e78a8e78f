package io.atalaya.query.tickets;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket, as clients see it.
 *
 * @param number counts up within the tenant
 * @param revision counts what the ticket said; give it back when you change that
 * @param alertId the alert that it was opened for
 * @param goal what time runs towards, or ran when it stopped
 * @param dueAt when the time is up; absent while none runs
 * @param timeLeft working time that is left; present only while the ticket is on hold or complete
 * @param slaWarned whether three quarters of the present time have passed
 * @param slaBreached whether any time was ever up
 * @param assignedAt to whoever has it now
 * @param heldAt present while it is on hold
 * @param note the last one that Atalaya has added
 * @param attachments how many there are
 */
public record TicketView(
        TicketId id,
        long number,
        String title,
        @Nullable String description,
        Priority priority,
        int revision,
        TicketStatus status,
        @Nullable AssetId assetId,
        @Nullable DeviceId deviceId,
        @Nullable AlertId alertId,
        @Nullable UserId assigneeId,
        int escalationLevel,
        @Nullable ServiceGoal goal,
        @Nullable Instant dueAt,
        @Nullable Duration timeLeft,
        boolean slaWarned,
        boolean slaBreached,
        Instant openedAt,
        @Nullable Instant assignedAt,
        @Nullable Instant startedAt,
        @Nullable Instant heldAt,
        @Nullable String holdReason,
        @Nullable Instant completedAt,
        @Nullable String completionNote,
        @Nullable Instant closedAt,
        @Nullable Closing closedBecause,
        @Nullable Instant cancelledAt,
        @Nullable String cancelReason,
        @Nullable String note,
        int attachments) {}
