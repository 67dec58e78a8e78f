package io.atalaya.query.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.DomainEvent;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of audit events. Names of people are not in it; they are looked up when read, so that they can be erased. */
@Component
class AuditTrail {
    static final String SELECT = "select event.position, event.event_id, event.type, event.aggregate_type,"
            + " event.aggregate_id, event.tenant_id, event.actor_type, event.actor_id, account.name as actor_name,"
            + " event.at, event.correlation_id, event.causation_id, event.ip, event.payload, event.hash"
            + " from audit_event event left join account"
            + " on event.actor_type = 'USER' and account.id::text = event.actor_id";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    AuditTrail(JdbcTemplate jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    /**
     * The position is looked up: the token of an event whose transaction came late has that of another, and two events with
     * one position would be one.
     */
    void save(List<Entry> entries) {
        jdbc.batchUpdate(
                "insert into audit_event (position, event_id, type, aggregate_type, aggregate_id, tenant_id, actor_type,"
                        + " actor_id, at, correlation_id, causation_id, ip, payload, hash)"
                        + " values ((select global_index from domain_event where event_identifier = ?),"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as json), ?) on conflict do nothing",
                entries,
                entries.size(),
                (statement, entry) -> {
                    statement.setString(1, entry.eventId());
                    statement.setString(2, entry.eventId());
                    statement.setString(3, entry.type());
                    statement.setString(4, entry.aggregateType());
                    statement.setString(5, entry.aggregateId());
                    statement.setObject(6, entry.tenantId().value());
                    statement.setString(7, entry.actorType());
                    statement.setString(8, entry.actorId());
                    statement.setObject(9, entry.at().atOffset(ZoneOffset.UTC));
                    statement.setString(10, entry.correlationId());
                    statement.setString(11, entry.causationId());
                    statement.setString(12, entry.ip());
                    statement.setString(13, entry.payload());
                    statement.setString(14, entry.hash());
                });
    }

    void clear() {
        jdbc.execute("truncate audit_event");
    }

    Page<AuditEventView> find(FindAuditEvents query) {
        StringBuilder sql = new StringBuilder(SELECT + " where event.tenant_id = :tenant");
        Map<String, Object> params = new HashMap<>();
        params.put("tenant", query.tenantId().value());
        filter(sql, params, "type", "=", query.type());
        filter(sql, params, "aggregate_type", "=", query.aggregateType());
        filter(sql, params, "aggregate_id", "=", query.aggregateId());
        filter(sql, params, "actor_id", "=", query.actorId());
        filter(sql, params, "ip", "=", query.ip());
        filter(sql, params, "correlation_id", "=", query.correlationId());
        filter(sql, params, "at", ">=", utc(query.range().from()));
        filter(sql, params, "at", "<", utc(query.range().to()));
        filter(sql, params, "position", "<", Cursor.position(query.listing().cursor()));
        sql.append(" order by event.position desc limit :limit");
        params.put("limit", query.listing().limit() + 1);
        List<AuditEventView> rows = client.sql(sql.toString())
                .params(params)
                .query(AuditTrail::view)
                .list();
        return query.listing().page(rows, row -> row, row -> Long.toString(row.position()));
    }

    private static void filter(
            StringBuilder sql, Map<String, Object> params, String column, String operator, @Nullable Object value) {
        if (value != null) {
            String name = "p" + params.size();
            sql.append(" and event.")
                    .append(column)
                    .append(' ')
                    .append(operator)
                    .append(" :")
                    .append(name);
            params.put(name, value);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static AuditEventView view(ResultSet row, int number) throws SQLException {
        return new AuditEventView(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new AuditEventView.AuditActor(
                        row.getString("actor_type"), row.getString("actor_id"), row.getString("actor_name")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                row.getString("ip"),
                row.getString("payload"),
                row.getString("hash"));
    }

    /** A row of the audit trail. */
    record Entry(
            String eventId,
            String type,
            String aggregateType,
            String aggregateId,
            TenantId tenantId,
            String actorType,
            String actorId,
            Instant at,
            @Nullable String correlationId,
            @Nullable String causationId,
            @Nullable String ip,
            String payload,
            String hash) {
        private static final ObjectMapper JSON = EventJson.mapper();

        static Entry of(EventMessage<DomainEvent> message) {
            MetaData metadata = message.getMetaData();
            String type = message.getPayloadType().getSimpleName();
            TenantId tenantId = message.getPayload().tenantId();
            String actorType = text(metadata, MetadataKeys.ACTOR_TYPE);
            String actorId = text(metadata, MetadataKeys.ACTOR_ID);
            String correlationId = text(metadata, MetadataKeys.CORRELATION_ID);
            String causationId = text(metadata, MetadataKeys.CAUSATION_ID);
            String payload = json(message.getPayload());
            boolean ofAggregate = message instanceof DomainEventMessage<?> domain && domain.getType() != null;
            return new Entry(
                    message.getIdentifier(),
                    type,
                    ofAggregate ? ((DomainEventMessage<?>) message).getType() : type,
                    ofAggregate ? ((DomainEventMessage<?>) message).getAggregateIdentifier() : message.getIdentifier(),
                    tenantId,
                    actorType == null ? Actor.Type.SYSTEM.name() : actorType,
                    actorId == null ? "unknown" : actorId,
                    message.getTimestamp(),
                    correlationId,
                    causationId,
                    text(metadata, MetadataKeys.IP),
                    payload,
                    hash(
                            message.getIdentifier(),
                            type,
                            message.getTimestamp().toString(),
                            tenantId.toString(),
                            actorType,
                            actorId,
                            correlationId,
                            causationId,
                            payload));
        }

        private static @Nullable String text(MetaData metadata, String key) {
            Object value = metadata.get(key);
            return value == null ? null : value.toString();
        }

        private static String json(DomainEvent event) {
            try {
                return JSON.writeValueAsString(event);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("An event that was read cannot be written", impossible);
            }
        }

        private static String hash(@Nullable String... parts) {
            StringBuilder lines = new StringBuilder();
            for (String part : parts) {
                lines.append(part == null ? "" : part).append('\n');
            }
            return HexFormat.of().formatHex(Sha256.of(lines.toString()));
        }
    }
}
