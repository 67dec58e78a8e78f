package io.atalaya.query.audit.replay;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.InstantText;
import io.atalaya.kernel.privacy.PersonalReader;
import io.atalaya.query.audit.chain.HistoryReads;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** The audit trail's events as lines, part by part, in the order of the tenant's chain. */
final class EventLines implements LinesAhead.Source {
    private static final int EVENTS_PER_PART = 2_000;
    private static final int BYTES_PER_PART = 4 << 20;

    private static final String PART = "select sequence, position, event_id, type, aggregate_type, aggregate_id,"
            + " actor_type, actor_id, at, happened_at, correlation_id, causation_id, trigger_id, ip, payload, hash"
            + " from audit_event where tenant_id = ? and sequence > ? and sequence <= ? order by sequence";

    private final HistoryReads reads;
    private final Names names;
    private final PersonalReader reader;
    private final TenantId tenantId;
    private final byte[] tenant;
    private final long last;
    private final long until;
    private long sequence;
    private boolean over;

    /**
     * @param after the place behind which the lines begin
     * @param last the last place
     * @param until microseconds since 1970; the first event that was recorded then or later ends it
     */
    EventLines(
            HistoryReads reads,
            Names names,
            PersonalReader reader,
            TenantId tenantId,
            long after,
            long last,
            long until) {
        this.reads = reads;
        this.names = names;
        this.reader = reader;
        this.tenantId = tenantId;
        this.tenant = Json.quoted("tenantId", tenantId.toString());
        this.sequence = after;
        this.last = last;
        this.until = until;
    }

    @Override
    public boolean fill(Lines lines) {
        while (lines.left() == 0 && !over && sequence < last) {
            long from = sequence;
            long upto = Math.min(from + EVENTS_PER_PART, last);
            sequence = reads.part(
                    tenantId,
                    PART,
                    statement -> {
                        statement.setObject(1, tenantId.value());
                        statement.setLong(2, from);
                        statement.setLong(3, upto);
                    },
                    rows -> read(rows, upto, lines));
        }
        return lines.left() > 0;
    }

    /** @return up to where it has read */
    private long read(ResultSet row, long upto, Lines lines) throws SQLException {
        while (row.next()) {
            Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
            if (micros >= until) {
                over = true;
                return upto;
            }
            long place = row.getLong("sequence");
            write(row, at, lines);
            lines.end(micros, place);
            if (lines.size() > BYTES_PER_PART) {
                return place;
            }
        }
        return upto;
    }

    private void write(ResultSet row, Instant at, Lines lines) throws SQLException {
        lines.raw(Json.POSITION).raw(Json.bytes(row.getString("position")));
        text(lines, row, Json.ID, "event_id");
        text(lines, row, Json.TYPE, "type");
        text(lines, row, Json.AGGREGATE_TYPE, "aggregate_type");
        text(lines, row, Json.AGGREGATE_ID, "aggregate_id");
        lines.raw(tenant);
        byte[] actorType = row.getBytes("actor_type");
        byte[] actorId = row.getBytes("actor_id");
        lines.raw(Json.ACTOR).text(actorType).raw(Json.ACTOR_ID).text(actorId);
        byte[] name = names.of(actorType, actorId);
        if (name != null) {
            lines.raw(Json.NAME).text(name);
        }
        lines.raw(Json.AT).raw(ascii(at));
        lines.raw(Json.HAPPENED_AT)
                .raw(ascii(row.getObject("happened_at", OffsetDateTime.class).toInstant()));
        lines.raw(Json.QUOTE);
        text(lines, row, Json.CORRELATION_ID, "correlation_id");
        text(lines, row, Json.CAUSATION_ID, "causation_id");
        text(lines, row, Json.TRIGGER_ID, "trigger_id");
        text(lines, row, Json.IP, "ip");
        lines.raw(Json.PAYLOAD).raw(reader.shown(row.getString("type"), row.getBytes("payload")));
        text(lines, row, Json.HASH, "hash");
    }

    private static void text(Lines lines, ResultSet row, byte[] name, String column) throws SQLException {
        byte[] value = row.getBytes(column);
        if (value != null) {
            lines.raw(name).text(value);
        }
    }

    private static byte[] ascii(Instant at) {
        return InstantText.of(at).getBytes(StandardCharsets.US_ASCII);
    }
}
