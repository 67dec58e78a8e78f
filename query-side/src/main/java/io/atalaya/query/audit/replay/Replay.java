package io.atalaya.query.audit.replay;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.privacy.PersonalReader;
import io.atalaya.query.audit.chain.HistoryHead;
import io.atalaya.query.audit.chain.HistoryReads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes a tenant's history line by line. Events come in the order of the chain, in which nothing that came late can slip
 * in before what was read already; reports between them by the time at which they were recorded. However long it is, no
 * more than two parts of each log are in memory, and no connection is held while the reader takes its time.
 */
@Component
public class Replay {
    private static final byte[] CURSOR = Json.bytes(",\"cursor\":\"");
    private static final byte[] END = Json.bytes("\"}\n");

    private static final String FROM_POSITION =
            "select sequence, at from audit_event where tenant_id = ?" + " and position >= ? order by position limit 1";
    private static final String LAST_REPORT =
            "select coalesce(max(global_index), 0) from telemetry_event" + " where tenant_id = ?";
    private static final String REPORTS_BEFORE =
            "select coalesce(max(global_index), 0) from telemetry_event" + " where tenant_id = ? and received_at < ?";

    private final HistoryReads reads;
    private final JdbcClient jdbc;
    private final PersonalReader reader;

    Replay(HistoryReads reads, JdbcClient jdbc, PersonalReader reader) {
        this.reads = reads;
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /**
     * @param head where the history ends
     * @throws IOException if the reader has gone
     */
    public void write(TenantId tenantId, ReplayRange range, HistoryHead head, OutputStream out) throws IOException {
        ReplayPlace start = range.fromPosition() == null ? range.place() : from(tenantId, range.fromPosition(), head);
        Instant to = range.to();
        long until = to == null ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, to);
        long lastReport = range.telemetry() ? number(tenantId, LAST_REPORT, null) : 0;
        try (LinesAhead events = new LinesAhead(new EventLines(
                        reads, new Names(jdbc), reader, tenantId, start.sequence(), head.sequence(), until));
                LinesAhead reports =
                        new LinesAhead(new ReportLines(reads, tenantId, start.report(), lastReport, until))) {
            merge(events, reports, start, out);
        }
    }

    private static void merge(LinesAhead events, LinesAhead reports, ReplayPlace start, OutputStream out)
            throws IOException {
        long sequence = start.sequence();
        long report = start.report();
        Lines decided = events.next();
        Lines reported = reports.next();
        while (decided != null || reported != null) {
            boolean decidedFirst = reported == null || (decided != null && decided.nextTime() <= reported.nextTime());
            Lines first = decidedFirst && decided != null ? decided : reported;
            if (first == null) {
                return;
            }
            if (decidedFirst) {
                sequence = first.nextKey();
            } else {
                report = first.nextKey();
            }
            first.writeNext(out);
            out.write(CURSOR);
            out.write((sequence + "-" + report).getBytes(StandardCharsets.US_ASCII));
            out.write(END);
            if (decidedFirst) {
                decided = events.next();
            } else {
                reported = reports.next();
            }
        }
    }

    /** Reports begin with those that were recorded when the first event was. */
    private ReplayPlace from(TenantId tenantId, long position, HistoryHead head) {
        First first = reads.part(
                tenantId,
                FROM_POSITION,
                statement -> {
                    statement.setObject(1, tenantId.value());
                    statement.setLong(2, position);
                },
                row -> row.next()
                        ? new First(
                                row.getLong("sequence"),
                                row.getObject("at", OffsetDateTime.class).toInstant())
                        : new First(head.sequence() + 1, null));
        return new ReplayPlace(
                first.sequence() - 1,
                first.at() == null
                        ? number(tenantId, LAST_REPORT, null)
                        : number(tenantId, REPORTS_BEFORE, first.at()));
    }

    private long number(TenantId tenantId, String sql, @Nullable Instant at) {
        return reads.part(
                tenantId,
                sql,
                statement -> {
                    statement.setObject(1, tenantId.value());
                    if (at != null) {
                        statement.setObject(2, at.atOffset(ZoneOffset.UTC));
                    }
                },
                row -> row.next() ? row.getLong(1) : 0);
    }

    private record First(long sequence, @Nullable Instant at) {}
}
