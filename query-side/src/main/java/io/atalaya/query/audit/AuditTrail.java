package io.atalaya.query.audit;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.privacy.Erased;
import io.atalaya.kernel.privacy.PersonalReader;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import io.atalaya.query.audit.chain.AuditChain;
import io.atalaya.query.audit.chain.AuditEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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

    private static final String COLUMNS =
            " position, sequence, event_id, type, aggregate_type, aggregate_id, tenant_id,"
                    + " actor_type, actor_id, at, happened_at, correlation_id, causation_id, trigger_id, ip, payload, hash";
    private static final String INSERT =
            "insert into audit_event (" + COLUMNS + ") select position, sequence, event_id,"
                    + " type, aggregate_type, aggregate_id, tenant_id::uuid, actor_type, actor_id,"
                    + " to_timestamp(at::float8 / 1000000), to_timestamp(happened_at::float8 / 1000000), correlation_id,"
                    + " causation_id, trigger_id, ip, convert_from(payload, 'UTF8')::json, hash"
                    + " from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                    + " ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[])"
                    + " as entry (" + COLUMNS + ") on conflict do nothing";

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
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(INSERT);
            Rows rows = new Rows(connection, statement, entries);
            rows.numbers(1, AuditEntry::position);
            rows.numbers(2, AuditEntry::sequence);
            rows.texts(3, AuditEntry::eventId);
            rows.texts(4, AuditEntry::type);
            rows.texts(5, AuditEntry::aggregateType);
            rows.texts(6, AuditEntry::aggregateId);
            rows.texts(7, entry -> entry.tenantId().toString());
            rows.texts(8, AuditEntry::actorType);
            rows.texts(9, AuditEntry::actorId);
            rows.numbers(10, entry -> micros(entry.at()));
            rows.numbers(11, entry -> micros(entry.happenedAt()));
            rows.texts(12, AuditEntry::correlationId);
            rows.texts(13, AuditEntry::causationId);
            rows.texts(14, AuditEntry::triggerId);
            rows.texts(15, AuditEntry::ip);
            statement.setArray(
                    16,
                    connection.createArrayOf(
                            "bytea", entries.stream().map(AuditEntry::payload).toArray(byte[][]::new)));
            rows.texts(17, AuditEntry::hash);
            return statement;
        });
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** One array for each column, as unnest takes them. */
    private record Rows(Connection connection, PreparedStatement statement, List<AuditEntry> entries) {
        void texts(int column, Function<AuditEntry, @Nullable String> text) throws SQLException {
            statement.setArray(
                    column,
                    connection.createArrayOf("text", entries.stream().map(text).toArray(String[]::new)));
        }

        void numbers(int column, Function<AuditEntry, Long> number) throws SQLException {
            statement.setArray(
                    column,
                    connection.createArrayOf(
                            "bigint", entries.stream().map(number).toArray(Long[]::new)));
        }
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
