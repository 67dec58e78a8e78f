package io.atalaya.query.audit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.InstantText;
import io.atalaya.query.audit.chain.HistoryReads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The telemetry log's reports as lines, part by part, in the order of that log. No index finds a tenant's reports there, so
 * a part is a stretch of the log: short where many reports are the tenant's, longer where few are.
 */
final class ReportLines implements LinesAhead.Source {
    private static final int SHORTEST = 2_000;
    private static final int LONGEST = 200_000;
    private static final int FEW = 500;
    private static final int BYTES_PER_PART = 4 << 20;

    private static final String PART = "select global_index, event_identifier, time_stamp, payload_type, payload,"
            + " meta_data from telemetry_event where tenant_id = ? and global_index > ? and global_index <= ?"
            + " order by global_index";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] OF_A_DEVICE = Json.bytes(",\"aggregateType\":\"Device\"");

    private final HistoryReads reads;
    private final TenantId tenantId;
    private final byte[] tenant;
    private final long last;
    private final long until;
    private long position;
    private int stretch = SHORTEST;
    private boolean over;

    ReportLines(HistoryReads reads, TenantId tenantId, long after, long last, long until) {
        this.reads = reads;
        this.tenantId = tenantId;
        this.tenant = Json.quoted("tenantId", tenantId.toString());
        this.position = after;
        this.last = last;
        this.until = until;
    }

    @Override
    public boolean fill(Lines lines) {
        while (lines.left() == 0 && !over && position < last) {
            long from = position;
            long upto = Math.min(from + stretch, last);
            position = reads.part(
                    tenantId,
                    PART,
                    statement -> {
                        statement.setObject(1, tenantId.value());
                        statement.setLong(2, from);
                        statement.setLong(3, upto);
                    },
                    rows -> read(rows, upto, lines));
            stretch = lines.left() < FEW ? Math.min(stretch * 2, LONGEST) : SHORTEST;
        }
        return lines.left() > 0;
    }

    private long read(ResultSet row, long upto, Lines lines) throws SQLException {
        while (row.next()) {
            Instant at = Instant.parse(row.getString("time_stamp"));
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
            if (micros >= until) {
                over = true;
                return upto;
            }
            long index = row.getLong("global_index");
            write(row, at, lines);
            lines.end(micros, index);
            if (lines.size() > BYTES_PER_PART) {
                return index;
            }
        }
        return upto;
    }

    private void write(ResultSet row, Instant at, Lines lines) throws SQLException {
        byte[] payload = row.getBytes("payload");
        JsonNode report;
        JsonNode metadata;
        try {
            report = JSON.readTree(payload);
            metadata = JSON.readTree(row.getBytes("meta_data"));
        } catch (IOException damaged) {
            throw new SQLException("A report in the telemetry log is no JSON", damaged);
        }
        String type = row.getString("payload_type");
        lines.raw(Json.POSITION).raw(Json.bytes(row.getString("global_index"))).raw(Json.OF_TELEMETRY);
        lines.raw(Json.ID).text(row.getBytes("event_identifier"));
        lines.raw(Json.TYPE).text(Json.bytes(type.substring(type.lastIndexOf('.') + 1)));
        lines.raw(OF_A_DEVICE);
        text(lines, Json.AGGREGATE_ID, report.path("deviceId"));
        lines.raw(tenant);
        lines.raw(Json.ACTOR)
                .text(Json.bytes(metadata.path(MetadataKeys.ACTOR_TYPE).asText("SYSTEM")));
        text(lines, Json.ACTOR_ID, metadata.path(MetadataKeys.ACTOR_ID));
        lines.raw(Json.AT).raw(InstantText.of(at).getBytes(StandardCharsets.US_ASCII));
        lines.raw(Json.HAPPENED_AT).raw(Json.bytes(report.path("receivedAt").asText(at.toString())));
        lines.raw(Json.QUOTE);
        text(lines, Json.CORRELATION_ID, metadata.path(MetadataKeys.CORRELATION_ID));
        text(lines, Json.CAUSATION_ID, metadata.path(MetadataKeys.CAUSATION_ID));
        text(lines, Json.IP, metadata.path(MetadataKeys.IP));
        lines.raw(Json.PAYLOAD).raw(payload);
    }

    private static void text(Lines lines, byte[] name, JsonNode value) {
        if (value.isTextual()) {
            lines.raw(name).text(Json.bytes(value.textValue()));
        }
    }
}
