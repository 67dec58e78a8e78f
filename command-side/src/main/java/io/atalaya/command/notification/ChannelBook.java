package io.atalaya.command.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.event.NotificationChannelAdded;
import io.atalaya.contract.notification.event.NotificationChannelChanged;
import io.atalaya.contract.notification.event.NotificationChannelPaused;
import io.atalaya.contract.notification.event.NotificationChannelRemoved;
import io.atalaya.contract.notification.event.NotificationChannelResumed;
import io.atalaya.kernel.json.EventJson;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The channels as they are used: written in the transaction of the command, so that a channel counts for whatever happens
 * after its creation was answered.
 */
@Component
@ProcessingGroup(ChannelBook.PROCESSING_GROUP)
class ChannelBook {
    static final String PROCESSING_GROUP = "notification-channels";

    private final JdbcClient jdbc;
    private final ObjectMapper json = EventJson.mapper();

    ChannelBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(NotificationChannelAdded event, @Timestamp Instant at) {
        jdbc.sql("insert into notification_channel (id, tenant_id, type, settings, destination, added_at)"
                        + " values (:id, :tenant, :type, cast(:settings as jsonb), :destination, :at)"
                        + " on conflict (id) do nothing")
                .param("id", event.channelId().value())
                .param("tenant", event.tenantId().value())
                .param("type", event.type().name())
                .param("settings", write(event.settings()))
                .param("destination", event.destination())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(NotificationChannelChanged event) {
        jdbc.sql("update notification_channel set settings = cast(:settings as jsonb), destination = :destination"
                        + " where id = :id")
                .param("id", event.channelId().value())
                .param("settings", write(event.settings()))
                .param("destination", event.destination())
                .update();
    }

    @EventHandler
    void on(NotificationChannelPaused event, @Timestamp Instant at) {
        jdbc.sql("update notification_channel set paused_at = :at, last_failure = :failure where id = :id")
                .param("id", event.channelId().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("failure", event.lastFailure())
                .update();
    }

    @EventHandler
    void on(NotificationChannelResumed event) {
        jdbc.sql("update notification_channel set paused_at = null, failures = 0 where id = :id")
                .param("id", event.channelId().value())
                .update();
    }

    @EventHandler
    void on(NotificationChannelRemoved event) {
        remove(event.channelId());
    }

    private void remove(ChannelId channelId) {
        jdbc.sql("delete from notification_channel where id = :id")
                .param("id", channelId.value())
                .update();
    }

    private String write(ChannelSettings settings) {
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A channel's settings cannot be written as JSON", impossible);
        }
    }
}
