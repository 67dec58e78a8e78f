package io.atalaya.query.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads channels from the table that notifying uses, in which a change stands as soon as its command is answered. */
@Component
class NotificationChannelQueries {
    private static final String SELECT = "select id, type, settings, destination, added_at, failures, last_failure,"
            + " paused_at from notification_channel where tenant_id = :tenant";

    private final JdbcClient jdbc;
    private final ObjectMapper json = EventJson.mapper();

    NotificationChannelQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Page<NotificationChannelView> find(FindNotificationChannels query) {
        Place after = Place.of(query.listing().cursor());
        List<NotificationChannelView> rows = jdbc.sql(SELECT
                        + " and (:added::timestamptz is null or (added_at, id) < (:added::timestamptz, :id::uuid))"
                        + " order by added_at desc, id desc limit :limit")
                .param("tenant", query.tenantId().value())
                .param("added", after.addedAt() == null ? null : after.addedAt().atOffset(ZoneOffset.UTC))
                .param("id", after.id())
                .param("limit", query.listing().limit() + 1)
                .query((row, number) -> channel(row))
                .list();
        return query.listing().page(rows, channel -> channel, channel -> channel.addedAt() + " " + channel.id());
    }

    @QueryHandler
    NotificationChannelView find(FindNotificationChannel query) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("tenant", query.tenantId().value())
                .param("id", query.id().value())
                .query((row, number) -> channel(row))
                .optional()
                .orElseThrow(() -> Rejection.notFound("Notification channel"));
    }

    private NotificationChannelView channel(ResultSet row) throws SQLException {
        ChannelSettings settings = settings(row.getString("settings"));
        OffsetDateTime paused = row.getObject("paused_at", OffsetDateTime.class);
        return new NotificationChannelView(
                new ChannelId(row.getObject("id", UUID.class)),
                settings.name(),
                ChannelType.valueOf(row.getString("type")),
                settings.enabled(),
                settings.events(),
                settings.minimumSeverity(),
                settings.siteIds(),
                settings.singlyPerMinute(),
                settings.digestEvery(),
                row.getString("destination"),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getInt("failures"),
                row.getString("last_failure"),
                paused == null ? null : paused.toInstant());
    }

    private ChannelSettings settings(String text) {
        try {
            return json.readValue(text, ChannelSettings.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A channel's settings cannot be read", damaged);
        }
    }

    /** Where in the order of the list a page ended. */
    private record Place(
            @Nullable Instant addedAt, @Nullable UUID id) {
        static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return new Place(null, null);
            }
            String[] parts = Cursor.place(cursor).split(" ", 2);
            try {
                return new Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
            } catch (DateTimeException | IllegalArgumentException forged) {
                throw Cursor.invalid();
            }
        }
    }
}
