package io.atalaya.alerting.presence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one watch that all nodes keep. It is stored, so that a restart knows how long nobody listened. */
@Component
class WatchTable {
    private final JdbcClient jdbc;

    WatchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Watch lock() {
        return jdbc.sql("select listening_since, listened_until, heard_until, mark_at, mark_position"
                        + " from presence_watch for update")
                .query((row, number) -> new Watch(
                        new Listening(instant(row, "listening_since"), instant(row, "listened_until")),
                        instant(row, "heard_until"),
                        instant(row, "mark_at"),
                        row.getLong("mark_position")))
                .single();
    }

    void save(Watch watch) {
        jdbc.sql("update presence_watch set listening_since = :since, listened_until = :until, heard_until = :heard,"
                        + " mark_at = :mark, mark_position = :position")
                .param("since", watch.listening().since().atOffset(ZoneOffset.UTC))
                .param("until", watch.listening().until().atOffset(ZoneOffset.UTC))
                .param("heard", watch.heardUntil().atOffset(ZoneOffset.UTC))
                .param("mark", watch.markAt().atOffset(ZoneOffset.UTC))
                .param("position", watch.markPosition())
                .update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
