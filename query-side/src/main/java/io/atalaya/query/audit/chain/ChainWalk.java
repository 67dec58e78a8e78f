package io.atalaya.query.audit.chain;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.Chain;
import io.atalaya.kernel.history.Checkpoint;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.kernel.history.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Goes along a tenant's chain link by link and holds each against the log, the audit trail and the checkpoints. */
final class ChainWalk {
    /**
     * Everything that there is at each place of a part of the chain. Parameters: tenant, after, upto; the same again. Events
     * are looked up one by one: PostgreSQL would rather read the whole log for each part.
     */
    static final String PLACES = "select places.*, " + LogRows.COLUMNS_AND_SEAL
            + " from (select coalesce(link.sequence, trail.sequence) as place,"
            + " link.position as link_position, link.hash as link_hash, trail.position as trail_position,"
            + " trail.type as trail_type,"
            + " trail.aggregate_type as trail_aggregate_type, trail.aggregate_id as trail_aggregate_id,"
            + " trail.actor_type as trail_actor_type, trail.actor_id as trail_actor_id,"
            + " trail.at as trail_at, trail.happened_at as trail_happened_at,"
            + " trail.correlation_id as trail_correlation_id, trail.ip as trail_ip"
            + " from (select * from audit_link where tenant_id = ? and sequence > ? and sequence <= ?) link"
            + " full join (select * from audit_event where tenant_id = ? and sequence > ? and sequence <= ?) trail"
            + " on trail.sequence = link.sequence order by 1) places"
            + " left join lateral (select * from domain_event where global_index = places.link_position offset 0) log"
            + " on true order by place";

    private static final long UNKNOWN = -1;

    private final TenantId tenantId;
    private final HistoryKey key;
    private final LongPredicate isShown;
    private final Chain chain;
    private final Deque<SealedCheckpoint> ahead = new ArrayDeque<>();
    private long lastPosition;
    private long checked;
    private long checkpoints;
    private long lastNumber;

    /** @param isShown whether the audit trail has already come past this position of the log */
    ChainWalk(TenantId tenantId, HistoryKey key, LongPredicate isShown, Chain start) {
        this.tenantId = tenantId;
        this.key = key;
        this.isShown = isShown;
        this.chain = start;
        this.lastNumber = start.length() == 0 ? 0 : UNKNOWN;
    }

    /**
     * Goes on where another walk ends.
     *
     * @param lastPosition in the log, of the event that the start is the link of
     * @param lastNumber of the last checkpoint up to the start
     */
    ChainWalk(
            TenantId tenantId, HistoryKey key, LongPredicate isShown, Chain start, long lastPosition, long lastNumber) {
        this(tenantId, key, isShown, start);
        this.lastPosition = lastPosition;
        this.lastNumber = lastNumber;
    }

    /**
     * @param signed all checkpoints of this part
     * @param upto the part's last place
     * @return {@code null} if all is as it should be
     */
    @Nullable
    Fault walk(ResultSet rows, List<SealedCheckpoint> signed, long upto) throws SQLException {
        ahead.addAll(signed);
        while (rows.next()) {
            if (rows.getLong("place") != chain.length() + 1) {
                return new Fault(Fault.Kind.LINK_MISSING, positionOf(rows));
            }
            Fault fault = check(rows);
            if (fault != null) {
                return fault;
            }
        }
        return chain.length() == upto ? null : new Fault(Fault.Kind.LINK_MISSING, lastPosition);
    }

    private @Nullable Fault check(ResultSet row) throws SQLException {
        long position = positionOf(row);
        byte[] link = row.getBytes("link_hash");
        if (link == null) {
            return new Fault(Fault.Kind.LINK_MISSING, position);
        }
        long linked = row.getLong("link_position");
        row.getLong("global_index");
        if (row.wasNull()) {
            return new Fault(Fault.Kind.EVENT_MISSING, position);
        }
        StoredEvent event = LogRows.read(row);
        if (!Arrays.equals(chain.append(event), link)) {
            return new Fault(Fault.Kind.EVENT_CHANGED, position);
        }
        if (!isOurs(event, row.getBytes("seal"))) {
            return new Fault(Fault.Kind.EVENT_FORGED, linked);
        }
        lastPosition = linked;
        checked++;
        Fault trail = checkTrail(row, event);
        return trail == null ? checkCheckpoint(link) : trail;
    }

    /** What stands in the trail is told by whoever is not the first to be suspected. */
    private static long positionOf(ResultSet row) throws SQLException {
        long shown = row.getLong("trail_position");
        return row.wasNull() ? row.getLong("link_position") : shown;
    }

    private boolean isOurs(StoredEvent event, byte @Nullable [] seal) {
        return isSealed(key, event, seal) && tenantId.equals(EventFields.tenantOf(event.payload()));
    }

    /** Whether Atalaya itself appended the event, or it is from the time before there were seals. */
    static boolean isSealed(HistoryKey key, StoredEvent event, byte @Nullable [] seal) {
        return event.position() <= key.sealedFrom() || (seal != null && Arrays.equals(key.seal(event), seal));
    }

    private @Nullable Fault checkTrail(ResultSet row, StoredEvent event) throws SQLException {
        row.getLong("trail_position");
        if (row.wasNull()) {
            return isShown.test(event.position()) ? new Fault(Fault.Kind.TRAIL_MISSING, event.position()) : null;
        }
        return AuditEntry.of(tenantId, chain.length(), event).isShownBy(row)
                ? null
                : new Fault(Fault.Kind.TRAIL_CHANGED, event.position());
    }

    private @Nullable Fault checkCheckpoint(byte[] link) {
        long place = chain.length();
        SealedCheckpoint stored = ahead.peekFirst();
        if (stored == null || stored.checkpoint().sequence() > place) {
            return place % Checkpoint.EVERY == 0 ? new Fault(Fault.Kind.CHECKPOINT_MISSING, lastPosition) : null;
        }
        ahead.removeFirst();
        Checkpoint next = stored.checkpoint();
        if (next.sequence() < place || !isRight(next, link) || !stored.isGenuine(key)) {
            return new Fault(Fault.Kind.CHECKPOINT_FORGED, lastPosition);
        }
        if (lastNumber != UNKNOWN && next.number() != lastNumber + 1) {
            return new Fault(Fault.Kind.CHECKPOINT_MISSING, lastPosition);
        }
        lastNumber = next.number();
        checkpoints++;
        return null;
    }

    private boolean isRight(Checkpoint checkpoint, byte[] link) {
        return checkpoint.tenantId().equals(tenantId)
                && checkpoint.position() == lastPosition
                && checkpoint.sealedFrom() == key.sealedFrom()
                && Arrays.equals(HexFormat.of().parseHex(checkpoint.hash()), link);
    }

    long length() {
        return chain.length();
    }

    byte[] head() {
        return chain.head();
    }

    long lastPosition() {
        return lastPosition;
    }

    long checked() {
        return checked;
    }

    long checkpoints() {
        return checkpoints;
    }
}
