package io.atalaya.query.audit.chain;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.Chain;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.history.StoredEvent;
import io.atalaya.query.consistency.ReadModelProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.stereotype.Component;

/**
 * Reads a tenant's whole history once and says whether it is what it was. Everything is worked out anew from the log: the
 * chain's rows are believed no more than the log's.
 */
@Component
public class HistoryVerification {
    private static final String AUDIT = "audit";
    private static final long POSITIONS_PER_PART = 200_000;

    private static final String START =
            "select sequence, position, hash from audit_link where tenant_id = ? and position < ?"
                    + " order by sequence desc limit 1";
    private static final String END =
            "select (select max(sequence) from audit_link where tenant_id = ? and position <= ?),"
                    + " (select max(sequence) from audit_event where tenant_id = ? and position <= ?)";
    /** In one statement: a checkpoint never commits before its link, and both may have been added meanwhile. */
    private static final String BEYOND = "select position from audit_checkpoint where tenant_id = ? and sequence"
            + " > coalesce((select max(sequence) from audit_link where tenant_id = ?), 0) order by sequence limit 1";

    private static final String UNLINKED = "select " + LogRows.COLUMNS_AND_SEAL + " from unlinked_events(?, ?) log";

    private final HistoryReads reads;
    private final ChainStretches stretches;
    private final HistoryKey key;
    private final ReadModelProgress progress;
    private final HistoryStreams streams;

    HistoryVerification(
            HistoryReads reads,
            ChainStretches stretches,
            HistoryKey key,
            ReadModelProgress progress,
            HistoryStreams streams) {
        this.reads = reads;
        this.stretches = stretches;
        this.key = key;
        this.progress = progress;
        this.streams = streams;
    }

    /**
     * @param from first position of the log to check; what comes before it is taken as it is. {@code null} for the first
     * @param to last one to check; {@code null} for the last that there is
     * @throws Rejection if too many histories are being read
     */
    public VerificationView verify(TenantId tenantId, @Nullable Long from, @Nullable Long to) {
        try (HistoryStreams.Slot slot = streams.enter(tenantId)) {
            long first = from == null ? 0 : position(from, "from");
            long last = to == null ? Long.MAX_VALUE : position(to, "to");
            long end = end(tenantId, last);
            ChainStretches.Walked walk = stretches.walk(tenantId, start(tenantId, first), end);
            Fault broken = walk.fault();
            if (broken == null && to == null) {
                broken = beyond(tenantId);
            }
            Unlinked unlinked = unlinked(tenantId, Math.max(first - 1, 0), broken == null ? last : broken.position());
            Fault fault = unlinked.fault() == null ? broken : unlinked.fault();
            return new VerificationView(
                    fault == null,
                    walk.checked(),
                    walk.head(),
                    walk.lastPosition(),
                    walk.checkpoints(),
                    unlinked.pending(),
                    fault == null ? null : fault.position(),
                    fault == null ? null : fault.kind());
        }
    }

    private static long position(long asked, String field) {
        if (asked < 0) {
            throw Rejection.ofField(Rejection.Code.INVALID_REQUEST, field, "must not be negative");
        }
        return asked;
    }

    private Chain start(TenantId tenantId, long first) {
        PreparedStatementSetter parameters = statement -> {
            statement.setObject(1, tenantId.value());
            statement.setLong(2, first);
        };
        return reads.part(
                tenantId,
                START,
                parameters,
                row -> row.next()
                        ? Chain.after(tenantId, row.getLong("sequence"), row.getBytes("hash"))
                        : Chain.begin(tenantId));
    }

    private long end(TenantId tenantId, long last) {
        PreparedStatementSetter parameters = statement -> {
            statement.setObject(1, tenantId.value());
            statement.setLong(2, last);
            statement.setObject(3, tenantId.value());
            statement.setLong(4, last);
        };
        return reads.part(tenantId, END, parameters, row -> row.next() ? Math.max(row.getLong(1), row.getLong(2)) : 0);
    }

    /** A checkpoint for what is not there says that the chain was longer. */
    private @Nullable Fault beyond(TenantId tenantId) {
        return reads.part(
                        tenantId,
                        BEYOND,
                        statement -> {
                            statement.setObject(1, tenantId.value());
                            statement.setObject(2, tenantId.value());
                        },
                        row -> new Part(
                                row.next() ? new Fault(Fault.Kind.CHAIN_SHORTENED, row.getLong("position")) : null))
                .fault();
    }

    /** Looks through the whole log for what is in nobody's chain, and asks of each whether it should be in this one. */
    private Unlinked unlinked(TenantId tenantId, long after, long last) {
        long end = Math.min(last, logEnd(tenantId));
        long pending = 0;
        for (long from = after; from < end; from += POSITIONS_PER_PART) {
            long begin = from;
            long upto = Math.min(from + POSITIONS_PER_PART, end);
            List<Loose> found = reads.part(
                    tenantId,
                    UNLINKED,
                    statement -> {
                        statement.setLong(1, begin);
                        statement.setLong(2, upto);
                    },
                    rows -> ofTenant(tenantId, rows));
            for (Loose event : found) {
                if (!event.sealed()) {
                    return new Unlinked(new Fault(Fault.Kind.EVENT_FORGED, event.position()), pending);
                }
                if (progress.hasReached(AUDIT, event.position()) && !isLinkedNow(tenantId, event.position())) {
                    return new Unlinked(new Fault(Fault.Kind.LINK_MISSING, event.position()), pending);
                }
                pending++;
            }
        }
        return new Unlinked(null, pending);
    }

    /** What says of no tenant that it is its is the platform's concern. */
    private List<Loose> ofTenant(TenantId tenantId, ResultSet rows) throws SQLException {
        List<Loose> found = new ArrayList<>();
        while (rows.next()) {
            StoredEvent event = LogRows.read(rows);
            if (tenantId.equals(EventFields.ownerOf(event.payload()))) {
                found.add(new Loose(event.position(), ChainWalk.isSealed(key, event, rows.getBytes("seal"))));
            }
        }
        return found;
    }

    private long logEnd(TenantId tenantId) {
        return reads.part(
                tenantId,
                "select coalesce(max(global_index), 0) from domain_event",
                statement -> {},
                row -> row.next() ? row.getLong(1) : 0);
    }

    private boolean isLinkedNow(TenantId tenantId, long position) {
        return reads.part(
                tenantId,
                "select 1 from audit_link where position = ?",
                statement -> statement.setLong(1, position),
                ResultSet::next);
    }

    /** An event of the log without a link. */
    private record Loose(long position, boolean sealed) {}

    private record Part(@Nullable Fault fault) {}

    private record Unlinked(@Nullable Fault fault, long pending) {}
}
