package io.atalaya.query.audit.chain;

import io.atalaya.kernel.Actor;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.StoredEvent;
import io.atalaya.kernel.json.InstantText;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit trail: by what an event can be found, and where in the log and in the chain all the rest of it is. It
 * follows from the stored event and that place alone, so that it can be checked against both.
 *
 * @param sequence its place in the tenant's chain
 * @param at when it was recorded
 * @param happenedAt when it happened, as the event says; when it was recorded, if it says nothing
 */
public record AuditEntry(
        TenantId tenantId,
        long sequence,
        long position,
        String type,
        String aggregateType,
        String aggregateId,
        String actorType,
        String actorId,
        Instant at,
        Instant happenedAt,
        @Nullable String correlationId,
        @Nullable String ip) {
    private static final String UNKNOWN = "unknown";

    /** @throws IllegalArgumentException if the event was not stored by Atalaya */
    public static AuditEntry of(TenantId tenantId, long sequence, StoredEvent event) {
        EventFields fields;
        Instant at;
        Instant happenedAt;
        try {
            fields = EventFields.of(event.metadata());
            Instant quick = InstantText.parse(event.recordedAt());
            at = quick == null ? Instant.parse(event.recordedAt()) : quick;
            happenedAt = EventFields.happenedAt(event.payload(), at);
        } catch (IOException | DateTimeParseException unreadable) {
            throw new IllegalArgumentException("The metadata of " + event + " cannot be read", unreadable);
        }
        String type = event.name();
        String aggregateType = event.aggregateType();
        return new AuditEntry(
                tenantId,
                sequence,
                event.position(),
                type,
                aggregateType == null ? type : aggregateType,
                event.aggregateId(),
                fields.actorType() == null ? Actor.Type.SYSTEM.name() : fields.actorType(),
                fields.actorId() == null ? UNKNOWN : fields.actorId(),
                at,
                happenedAt,
                fields.correlationId(),
                fields.ip());
    }

    /** Whether the audit trail's row, in columns that begin with trail_, says just this. */
    boolean isShownBy(ResultSet row) throws SQLException {
        return row.getLong("trail_position") == position
                && type.equals(row.getString("trail_type"))
                && aggregateType.equals(row.getString("trail_aggregate_type"))
                && aggregateId.equals(row.getString("trail_aggregate_id"))
                && actorType.equals(row.getString("trail_actor_type"))
                && actorId.equals(row.getString("trail_actor_id"))
                && at.equals(instant(row, "trail_at"))
                && happenedAt.equals(instant(row, "trail_happened_at"))
                && Objects.equals(correlationId, row.getString("trail_correlation_id"))
                && Objects.equals(ip, row.getString("trail_ip"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
