package io.atalaya.alerting.notification;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a thing from its earlier events, since the later ones do not repeat it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Facts.OfDevice.class, name = "DEVICE"),
    @JsonSubTypes.Type(value = Facts.OfAlert.class, name = "ALERT"),
    @JsonSubTypes.Type(value = Facts.OfTicket.class, name = "TICKET")
})
sealed interface Facts {
    record OfDevice(String name) implements Facts {}

    /**
     * @param roles whose members were paged last
     * @param userIds who else was
     */
    record OfAlert(
            DeviceId deviceId,
            String type,
            Severity severity,
            String message,
            int level,
            List<Role> roles,
            List<UserId> userIds)
            implements Facts {
        OfAlert escalated(int newLevel) {
            return new OfAlert(deviceId, type, severity, message, newLevel, roles, userIds);
        }

        News.OfAlert news(AlertId id, @Nullable String device, @Nullable UserId by, @Nullable String note) {
            return new News.OfAlert(id, type, severity, message, deviceId, device, level, null, null, by, note);
        }
    }

    record OfTicket(
            long number,
            String title,
            Priority priority,
            @Nullable AlertId alertId,
            @Nullable DeviceId deviceId,
            @Nullable AssetId assetId,
            @Nullable UserId assigneeId,
            int level)
            implements Facts {
        OfTicket updated(String newTitle, Priority newPriority) {
            return new OfTicket(number, newTitle, newPriority, alertId, deviceId, assetId, assigneeId, level);
        }

        OfTicket assignedTo(UserId newAssigneeId) {
            return new OfTicket(number, title, priority, alertId, deviceId, assetId, newAssigneeId, level);
        }

        OfTicket escalated(int newLevel) {
            return new OfTicket(number, title, priority, alertId, deviceId, assetId, assigneeId, newLevel);
        }

        News.OfTicket news(TicketId id, @Nullable String device, @Nullable String note) {
            return new News.OfTicket(
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
                    null,
                    null,
                    note);
        }
    }
}
