package io.atalaya.alerting.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in all that a message may say of it. Its parts are what webhooks and MQTT get as {@code data}, so their
 * names never change.
 *
 * @param at when it happened
 * @param alert {@code null} if it did not happen to an alert
 * @param ticket {@code null} if it did not happen to a ticket
 */
record News(
        Occasion occasion,
        Instant at,
        @Nullable OfAlert alert,
        @Nullable OfTicket ticket) {
    static News of(Occasion occasion, Instant at) {
        return new News(occasion, at, null, null);
    }

    static News of(Occasion occasion, Instant at, OfAlert alert) {
        return new News(occasion, at, alert, null);
    }

    static News of(Occasion occasion, Instant at, OfTicket ticket) {
        return new News(occasion, at, null, ticket);
    }

    Severity severity() {
        if (alert != null) {
            return alert.severity();
        }
        return ticket == null ? Severity.INFO : severityOf(ticket.priority());
    }

    private static Severity severityOf(Priority priority) {
        return switch (priority) {
            case LOW -> Severity.INFO;
            case MEDIUM, HIGH -> Severity.WARNING;
            case URGENT -> Severity.CRITICAL;
        };
    }

    /**
     * @param device its name
     * @param level of escalation
     * @param page the how many-th page this is, from 1; absent if it is none
     * @param by who did it; absent if Atalaya did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfAlert(
            AlertId id,
            String type,
            Severity severity,
            String message,
            DeviceId deviceId,
            @Nullable String device,
            int level,
            @Nullable Integer page,
            @Nullable Boolean urgent,
            @Nullable UserId by,
            @Nullable String note) {}

    /**
     * @param device its name
     * @param goal what the time that is told of runs towards; so is {@code dueAt}
     * @param note what was said when it was done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfTicket(
            TicketId id,
            long number,
            String title,
            Priority priority,
            @Nullable AlertId alertId,
            @Nullable DeviceId deviceId,
            @Nullable String device,
            @Nullable AssetId assetId,
            @Nullable UserId assigneeId,
            int level,
            @Nullable ServiceGoal goal,
            @Nullable Instant dueAt,
            @Nullable String note) {
        OfTicket timed(ServiceGoal newGoal, Instant newDueAt) {
            return new OfTicket(
                    id,
                    number,
                    title,
                    priority,
                    alertId,
                    deviceId,
                    device,
                    assetId,
                    assigneeId,
                    level,
                    newGoal,
                    newDueAt,
                    note);
        }
    }
}
