package io.atalaya.query.audit;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.privacy.Erased;
import io.atalaya.kernel.privacy.PersonalReader;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import io.atalaya.query.audit.chain.AuditChain;
import io.atalaya.query.audit.chain.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of audit events. Names of people are in it as the log holds them, sealed; present ones are looked up when it
 * is read, so that they can be erased.
 */
@Component
class AuditTrail {
    static final String SELECT = "select event.position, event.event_id, event.type, event.aggregate_type,"
            + " event.aggregate_id, event.tenant_id, event.actor_type, event.actor_id,"
            + " coalesce(account.name, (select '" + Erased.MARKER
            + "' from person_key where person_id::text = event.actor_id"
            + " and erased_at is not null)) as actor_name,"
            + " event.at, event.happened_at, event.correlation_id, event.causation_id, event.trigger_id, event.ip, event.payload, event.hash"
            + " from audit_event event left join account"
            + " on event.actor_type = 'USER' and account.id::text = event.actor_id";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final AuditChain chain;
    private final PersonalReader reader;

    AuditTrail(JdbcTemplate jdbc, JdbcClient client, AuditChain chain, PersonalReader reader) {
        this.jdbc = jdbc;
        this.client = client;
        this.chain = chain;
        this.reader = reader;
    }

    /** Chains what is not chained yet. What the trail has already stays as it is. */
    void save(Map<String, AuditChain.Seen> seen) {
        List<AuditEntry> entries = chain.follow(seen);
        jdbc.batchUpdate(
                "insert into audit_event (position, sequence, event_id, type, aggregate_type, aggregate_id, tenant_id,"
                        + " actor_type, actor_id, at, happened_at, correlation_id, causation_id, trigger_id, ip, payload,"
                        + " hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as json), ?)"
                        + " on conflict do nothing",
                entries,
                entries.size(),
                (statement, entry) -> {
                    statement.setLong(1, entry.position());
                    statement.setLong(2, entry.sequence());
                    statement.setString(3, entry.eventId());
                    statement.setString(4, entry.type());
                    statement.setString(5, entry.aggregateType());
                    statement.setString(6, entry.aggregateId());
                    statement.setObject(7, entry.tenantId().value());
                    statement.setString(8, entry.actorType());
                    statement.setString(9, entry.actorId());
                    statement.setObject(10, entry.at().atOffset(ZoneOffset.UTC));
                    statement.setObject(11, entry.happenedAt().atOffset(ZoneOffset.UTC));
                    statement.setString(12, entry.correlationId());
                    statement.setString(13, entry.causationId());
                    statement.setString(14, entry.triggerId());
                    statement.setString(15, entry.ip());
                    statement.setString(16, entry.payloadText());
                    statement.setString(17, entry.hash());
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
        List<AuditEventView> rows =
                client.sql(sql.toString()).params(params).query(this::view).list();
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

    AuditEventView view(ResultSet row, int number) throws SQLException {
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
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                row.getString("trigger_id"),
                row.getString("ip"),
                reader.shown(row.getString("type"), row.getString("payload")),
                row.getString("hash"));
    }
}
