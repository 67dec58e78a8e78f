package io.atalaya.query.audit;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.privacy.Erased;
import io.atalaya.kernel.privacy.PersonalReader;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import io.atalaya.query.audit.chain.AuditEntry;
import io.atalaya.query.audit.chain.EventFields;
import io.atalaya.query.audit.chain.ShownPayload;
import io.atalaya.query.audit.chain.TrailRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table by which events are found. What is shown of them comes from the log itself, where people's names are sealed;
 * present ones are looked up when it is read, so that they can be erased.
 */
@Component
class AuditTrail {
    static final String SELECT = "select event.position, log.event_identifier, event.type, event.aggregate_type,"
            + " event.aggregate_id, event.tenant_id, event.actor_type, event.actor_id,"
            + " coalesce(account.name, (select '" + Erased.MARKER
            + "' from person_key where person_id::text = event.actor_id"
            + " and erased_at is not null)) as actor_name,"
            + " event.at, event.happened_at, event.correlation_id, event.ip, log.payload, log.meta_data, link.hash"
            + " from audit_event event" + TrailRows.WITH_EVENT_AND_LINK
            + " left join account on event.actor_type = 'USER' and account.id::text = event.actor_id";

    private static final String COLUMNS = " position, sequence, type, aggregate_type, aggregate_id, tenant_id,"
            + " actor_type, actor_id, at, happened_at, correlation_id, ip";
    private static final String INSERT = "insert into audit_event (" + COLUMNS + ") select position, sequence,"
            + " type, aggregate_type, aggregate_id, tenant_id::uuid, actor_type, actor_id,"
            + " to_timestamp(at::float8 / 1000000), to_timestamp(happened_at::float8 / 1000000), correlation_id, ip"
            + " from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::bigint[], ?::bigint[], ?::text[], ?::text[])"
            + " as entry (" + COLUMNS + ") on conflict do nothing";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final PersonalReader reader;

    AuditTrail(JdbcTemplate jdbc, JdbcClient client, PersonalReader reader) {
        this.jdbc = jdbc;
        this.client = client;
        this.reader = reader;
    }

    /** What the trail has already stays as it is. */
    void save(List<AuditEntry> entries) {
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(INSERT);
            Rows rows = new Rows(connection, statement, entries);
            rows.numbers(1, AuditEntry::position);
            rows.numbers(2, AuditEntry::sequence);
            rows.texts(3, AuditEntry::type);
            rows.texts(4, AuditEntry::aggregateType);
            rows.texts(5, AuditEntry::aggregateId);
            rows.texts(6, entry -> entry.tenantId().toString());
            rows.texts(7, AuditEntry::actorType);
            rows.texts(8, AuditEntry::actorId);
            rows.numbers(9, entry -> micros(entry.at()));
            rows.numbers(10, entry -> micros(entry.happenedAt()));
            rows.texts(11, AuditEntry::correlationId);
            rows.texts(12, AuditEntry::ip);
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
        EventFields fields = EventFields.shown(row.getBytes("meta_data"));
        return new AuditEventView(
                row.getLong("position"),
                row.getString("event_identifier"),
                row.getString("type"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new AuditEventView.AuditActor(
                        row.getString("actor_type"), row.getString("actor_id"), row.getString("actor_name")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("correlation_id"),
                fields.causationId(),
                fields.triggerId(),
                row.getString("ip"),
                reader.shown(row.getString("type"), ShownPayload.text(row.getBytes("payload"))),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }
}
