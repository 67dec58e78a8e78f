package io.atalaya.query.tickets;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket, as clients see it.
 *
 * @param number counts up within the tenant
 * @param alertId the alert that it was opened for
 */
public record TicketView(
        TicketId id,
        long number,
        String title,
        @Nullable String description,
        Priority priority,
        TicketStatus status,
        @Nullable AssetId assetId,
        @Nullable DeviceId deviceId,
        @Nullable AlertId alertId,
        @Nullable UserId assigneeId,
        int escalationLevel,
        Instant openedAt,
        @Nullable Instant assignedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String completionNote) {}
