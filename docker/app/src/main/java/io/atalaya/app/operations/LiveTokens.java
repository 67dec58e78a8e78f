package io.atalaya.app.operations;

import io.atalaya.app.axon.TokenClaims;
import io.atalaya.query.consistency.StoredTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the live projection has come, by the tokens that it stores with its rows. */
@Component
class LiveTokens {
    /** Nobody's name, so that whoever runs a segment finds that it has lost it, and reads its token again. */
    private static final String NOBODY = "rebuild";

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Clock clock;

    LiveTokens(JdbcClient jdbc, Serializer serializer, Clock clock) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.clock = clock;
    }

    /** Keeps the live projection from going on until the present transaction ends. */
    boolean areCoveredBy(String processor, @Nullable TrackingToken reached) {
        return live(processor).stream()
                .allMatch(token -> reached != null && reached.covers(WrappedToken.unwrapLowerBound(token)));
    }

    /** @return the position up to which every segment has handled all that there is or ever will be */
    long settledUpTo(String processor) {
        return jdbc
                .sql("select token, token_type from token_entry where processor_name = :processor")
                .param("processor", processor)
                .query((row, number) -> settledUpTo(StoredTokens.read(row, serializer)))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    private static long settledUpTo(@Nullable TrackingToken token) {
        return switch (token == null ? null : WrappedToken.unwrapLowerBound(token)) {
            case GapAwareTrackingToken reached
            when reached.hasGaps() -> reached.getGaps().first() - 1;
            case GapAwareTrackingToken reached -> reached.getIndex();
            case null, default -> 0;
        };
    }

    /** Of segments that have begun; the others are locked with them. */
    private List<TrackingToken> live(String processor) {
        return jdbc
                .sql("select token, token_type from token_entry where processor_name = :processor for update")
                .param("processor", processor)
                .query((row, number) -> Optional.ofNullable(StoredTokens.read(row, serializer)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** From where each segment goes on, once its claim is taken up again: in a second or two. */
    void replace(String processor, @Nullable TrackingToken reached) {
        SerializedObject<byte[]> token = reached == null ? null : serializer.serialize(reached, byte[].class);
        Instant almostOver = clock.instant().minus(TokenClaims.TIMEOUT).plusSeconds(1);
        jdbc.sql("update token_entry set token = :token, token_type = :type, owner = :nobody, timestamp = :timestamp"
                        + " where processor_name = :processor")
                .param("processor", processor)
                .param("token", token == null ? null : token.getData())
                .param("type", token == null ? null : token.getType().getName())
                .param("nobody", NOBODY)
                .param("timestamp", DateTimeUtils.formatInstant(almostOver))
                .update();
    }
}
