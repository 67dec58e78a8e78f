package io.atalaya.query.audit.replay;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.InstantText;
import io.atalaya.kernel.privacy.PersonalReader;
import io.atalaya.query.audit.chain.EventFields;
import io.atalaya.query.audit.chain.HistoryReads;
import io.atalaya.query.audit.chain.ShownPayload;
import io.atalaya.query.audit.chain.TrailRows;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The tenant's events as lines, part by part, in the order of its chain: found by the trail, read from the log. */
final class EventLines implements LinesAhead.Source {
    private static final int EVENTS_PER_PART = 2_000;
    private static final int BYTES_PER_PART = 4 << 20;

    /** Parameters: tenant, after, upto. */
    private static final String PART = "select event.sequence, event.position, log.event_identifier, event.type,"
            + " event.aggregate_type, event.aggregate_id, event.actor_type, event.actor_id, event.at, event.happened_at,"
            + " event.correlation_id, event.ip, log.meta_data, log.payload, link.hash from audit_event event"
            + TrailRows.WITH_EVENT_AND_LINK
            + " where event.tenant_id = ? and event.sequence > ? and event.sequence <= ? order by event.sequence";

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
        text(lines, row, Json.ID, "event_identifier");
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
        EventFields fields = EventFields.shown(row.getBytes("meta_data"));
        text(lines, Json.CAUSATION_ID, fields.causationId());
        text(lines, Json.TRIGGER_ID, fields.triggerId());
        text(lines, row, Json.IP, "ip");
        lines.raw(Json.PAYLOAD).raw(reader.shown(row.getString("type"), ShownPayload.bytes(row.getBytes("payload"))));
        lines.raw(Json.HASH).raw(Json.QUOTE);
        lines.raw(HexFormat.of().formatHex(row.getBytes("hash")).getBytes(StandardCharsets.US_ASCII));
        lines.raw(Json.QUOTE);
    }

    private static void text(Lines lines, byte[] name, @Nullable String value) {
        if (value != null) {
            lines.raw(name).text(value.getBytes(StandardCharsets.UTF_8));
        }
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
