package io.atalaya.alerting.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.KeptTarget;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.secret.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads channels, and counts how they fare. */
@Component
class Channels {
    private static final String SELECT = "select id, settings, added_at, paused_at is not null as paused, sealed"
            + " from notification_channel join notification_target on channel_id = id where ";

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final ObjectMapper json = EventJson.mapper();

    Channels(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    List<Channel> of(TenantId tenantId) {
        return jdbc.sql(SELECT + "notification_channel.tenant_id = :tenant order by added_at, id")
                .param("tenant", tenantId.value())
                .query((row, number) -> channel(row))
                .list();
    }

    /** @return empty if it has been removed */
    Optional<Channel> find(ChannelId id) {
        return jdbc.sql(SELECT + "id = :id")
                .param("id", id.value())
                .query((row, number) -> channel(row))
                .optional();
    }

    void succeeded(ChannelId id) {
        jdbc.sql("update notification_channel set failures = 0 where id = :id and failures > 0")
                .param("id", id.value())
                .update();
    }

    /** @return how many attempts have failed in a row; 0 if the channel has been removed */
    int failed(ChannelId id, String failure) {
        return jdbc.sql("update notification_channel set failures = failures + 1, last_failure = :failure"
                        + " where id = :id returning failures")
                .param("id", id.value())
                .param("failure", failure)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private Channel channel(ResultSet row) throws SQLException {
        ChannelId id = new ChannelId(row.getObject("id", UUID.class));
        return new Channel(
                id,
                settings(row.getString("settings")),
                row.getTimestamp("added_at").toInstant(),
                row.getBoolean("paused"),
                KeptTarget.opened(row.getBytes("sealed"), id, box));
    }

    private ChannelSettings settings(String text) {
        try {
            return json.readValue(text, ChannelSettings.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A channel's settings cannot be read", damaged);
        }
    }
}
