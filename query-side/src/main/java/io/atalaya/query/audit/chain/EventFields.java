package io.atalaya.query.audit.chain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.InstantText;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor asks of an event, out of its stored metadata. Read field by field: millions of them are.
 */
public record EventFields(
        @Nullable String actorType,
        @Nullable String actorId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String triggerId,
        @Nullable String ip) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final EventFields NONE = new EventFields(null, null, null, null, null, null);
    private static final String TENANT = "tenantId";
    /** Under which names events say when they happened; by other times they mean something else. */
    private static final Set<String> HAPPENED =
            Set.of("at", "triggeredAt", "clearedAt", "startedAt", "stoppedAt", "receivedAt");

    /** What can be shown of them: none of what somebody has tampered with, which is for a verification to tell. */
    public static EventFields shown(byte[] metadata) {
        try {
            return of(metadata);
        } catch (IOException tampered) {
            return NONE;
        }
    }

    /** @throws IOException if it is no JSON object */
    static EventFields of(byte[] metadata) throws IOException {
        String actorType = null;
        String actorId = null;
        String correlationId = null;
        String causationId = null;
        String triggerId = null;
        String ip = null;
        try (JsonParser parser = object(metadata)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
                    parser.skipChildren();
                    continue;
                }
                switch (name) {
                    case MetadataKeys.ACTOR_TYPE -> actorType = parser.getText();
                    case MetadataKeys.ACTOR_ID -> actorId = parser.getText();
                    case MetadataKeys.CORRELATION_ID -> correlationId = parser.getText();
                    case MetadataKeys.CAUSATION_ID -> causationId = parser.getText();
                    case MetadataKeys.TRIGGER_ID -> triggerId = parser.getText();
                    case MetadataKeys.IP -> ip = parser.getText();
                    default -> {}
                }
            }
        }
        return new EventFields(actorType, actorId, correlationId, causationId, triggerId, ip);
    }

    /** @return whose event it is: the platform's, if the payload does not say so of any tenant */
    public static TenantId ownerOf(byte[] payload) {
        TenantId tenantId = tenantOf(payload);
        return tenantId == null ? Platform.TENANT : tenantId;
    }

    /** @return whose event it is; {@code null} if the payload does not say it in the way that every event does */
    static @Nullable TenantId tenantOf(byte[] payload) {
        try (JsonParser parser = object(payload)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(TENANT) && value == JsonToken.VALUE_STRING) {
                    return TenantId.of(parser.getText());
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** @return when it happened, if the payload says so, in microseconds as PostgreSQL keeps them */
    static Instant happenedAt(byte[] payload, Instant recordedAt) throws IOException {
        try (JsonParser parser = object(payload)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && HAPPENED.contains(name)) {
                    Instant at = InstantText.parse(parser.getText());
                    // Nothing that Atalaya writes has another form; what has, is no time of ours.
                    return at == null ? recordedAt : at.truncatedTo(ChronoUnit.MICROS);
                }
                parser.skipChildren();
            }
            return recordedAt;
        }
    }

    private static JsonParser object(byte[] json) throws IOException {
        JsonParser parser = JSON.createParser(json);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.close();
            throw new IOException("Not a JSON object");
        }
        return parser;
    }
}
