package io.atalaya.command.notification;

import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.command.RetryNotification;
import io.atalaya.contract.notification.event.NotificationRetried;
import io.atalaya.kernel.Rejection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Handles what people do with single notifications. */
@Component
class NotificationCommands {
    private final JdbcClient jdbc;
    private final EventGateway events;
    private final Clock clock;

    NotificationCommands(JdbcClient jdbc, EventGateway events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** All attempts are to be had again. Its place in the ledger and its id stay, so that a recipient can tell. */
    @CommandHandler
    void handle(RetryNotification command) {
        Found found = jdbc.sql("select channel_id, status from notification where id = :id and tenant_id = :tenant"
                        + " for update")
                .param("id", command.notificationId().value())
                .param("tenant", command.tenantId().value())
                .query((row, number) -> new Found(row.getObject("channel_id", UUID.class), row.getString("status")))
                .optional()
                .orElseThrow(() -> Rejection.notFound("Notification"));
        if (!found.status().equals("DEAD_LETTER")) {
            throw Rejection.of(
                    Rejection.Code.NOTIFICATION_NOT_GIVEN_UP,
                    "Only a notification that was given up can be tried again; this one is " + found.status());
        }
        jdbc.sql("update notification set status = 'PENDING', attempts = 0, due_at = :now where id = :id")
                .param("id", command.notificationId().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        events.publish(new NotificationRetried(
                command.notificationId(), command.tenantId(), new ChannelId(found.channelId())));
    }

    /** @param channelId known of all that was ever tried */
    private record Found(UUID channelId, String status) {}
}
