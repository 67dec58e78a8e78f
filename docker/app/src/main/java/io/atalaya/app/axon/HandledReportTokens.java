package io.atalaya.app.axon;

import io.atalaya.app.axon.ProcessorConfiguration.Follower;
import io.atalaya.command.retention.HandledReports;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how far the telemetry log has been handled from the tokens of all that follow it, without claiming any. */
@Component
class HandledReportTokens implements HandledReports {
    private static final long NOTHING = -1;

    private final JdbcClient jdbc;
    private final Serializer serializer;

    HandledReportTokens(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** A processor that has not begun has handled nothing. In a replay, what is to be read again counts as not handled. */
    @Override
    public long upTo() {
        return ProcessorConfiguration.FOLLOWERS.stream()
                .mapToLong(this::upTo)
                .min()
                .orElse(NOTHING);
    }

    private long upTo(Follower follower) {
        List<Long> segments = jdbc.sql("select token, token_type from token_entry where processor_name = :name")
                .param("name", follower.name())
                .query((row, number) -> position(row))
                .list();
        return segments.stream().mapToLong(Long::longValue).min().orElse(NOTHING);
    }

    private long position(ResultSet row) throws SQLException {
        byte[] token = row.getBytes("token");
        if (token == null) {
            return NOTHING;
        }
        TrackingToken stored = serializer.deserialize(
                new SimpleSerializedObject<>(token, byte[].class, row.getString("token_type"), null));
        return switch (WrappedToken.unwrapLowerBound(stored)) {
            // A replay that has not begun.
            case null -> NOTHING;
            case GapAwareTrackingToken reached
            when reached.hasGaps() -> reached.getGaps().first() - 1;
            case GapAwareTrackingToken reached -> reached.getIndex();
            default ->
                throw new IllegalStateException("A token of " + stored.getClass() + " says no position in a log");
        };
    }
}
