package io.atalaya.query.audit.chain;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.Chain;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.query.consistency.ReadModelProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Walks along a tenant's chain, two stretches at once. Each begins behind a link that it takes as it is stored: whoever walks
 * the stretch before ends at that link, and says whether it is right.
 */
@Component
class ChainStretches {
    private static final String AUDIT = "audit";
    private static final int AT_ONCE = 2;
    private static final int PLACES_PER_STRETCH = 50_000;
    private static final int PLACES_PER_PART = 5_000;
    private static final String LINK = "select position, hash, (select coalesce(max(number), 0) from audit_checkpoint"
            + " where tenant_id = link.tenant_id and sequence <= link.sequence) as number"
            + " from audit_link link where tenant_id = ? and sequence = ?";

    private final HistoryReads reads;
    private final Checkpoints checkpoints;
    private final HistoryKey key;
    private final ReadModelProgress progress;

    ChainStretches(HistoryReads reads, Checkpoints checkpoints, HistoryKey key, ReadModelProgress progress) {
        this.reads = reads;
        this.checkpoints = checkpoints;
        this.key = key;
        this.progress = progress;
    }

    /**
     * How far the chain is right.
     *
     * @param head the last link that was worked out, in hex
     * @param lastPosition in the log, of its event; 0 if there was none
     * @param fault {@code null} if there is none
     */
    record Walked(
            long checked,
            String head,
            long lastPosition,
            long checkpoints,
            @Nullable Fault fault) {

        /** @param next what was walked behind it */
        Walked and(Walked next) {
            return new Walked(
                    checked + next.checked,
                    next.head,
                    next.lastPosition == 0 ? lastPosition : next.lastPosition,
                    checkpoints + next.checkpoints,
                    next.fault);
        }
    }

    /**
     * @param start the link behind which it begins
     * @param end the last place
     */
    Walked walk(TenantId tenantId, Chain start, long end) {
        Queue<CompletableFuture<Walked>> ahead = new ArrayDeque<>();
        long begin = start.length();
        Walked walked = new Walked(0, HexFormat.of().formatHex(start.head()), 0, 0, null);
        try (ExecutorService walkers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long from = begin; walked.fault() == null && (from < end || !ahead.isEmpty()); ) {
                if (from < end && ahead.size() < AT_ONCE) {
                    long after = from;
                    long upto = Math.min(from + PLACES_PER_STRETCH, end);
                    ahead.add(CompletableFuture.supplyAsync(
                            () -> after == begin
                                    ? stretch(tenantId, new ChainWalk(tenantId, key, this::isShown, start), upto)
                                    : stretch(tenantId, after, upto),
                            walkers));
                    from = upto;
                } else {
                    walked = walked.and(done(ahead.remove()));
                }
            }
        }
        return walked;
    }

    private static Walked done(CompletableFuture<Walked> stretch) {
        try {
            return stretch.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private boolean isShown(long position) {
        return progress.hasReached(AUDIT, position);
    }

    private Walked stretch(TenantId tenantId, long after, long upto) {
        Begin begin = reads.part(
                tenantId,
                LINK,
                statement -> {
                    statement.setObject(1, tenantId.value());
                    statement.setLong(2, after);
                },
                row -> new Begin(row.next() ? walkBehind(tenantId, after, row) : null));
        // Without that link, whoever walks the stretch before has found out already.
        return begin.walk() == null
                ? new Walked(0, "", 0, 0, new Fault(Fault.Kind.LINK_MISSING, 0))
                : stretch(tenantId, begin.walk(), upto);
    }

    private ChainWalk walkBehind(TenantId tenantId, long after, ResultSet link) throws SQLException {
        return new ChainWalk(
                tenantId,
                key,
                this::isShown,
                Chain.after(tenantId, after, link.getBytes("hash")),
                link.getLong("position"),
                link.getLong("number"));
    }

    private Walked stretch(TenantId tenantId, ChainWalk walk, long end) {
        Fault fault = null;
        while (walk.length() < end && fault == null) {
            long after = walk.length();
            long upto = Math.min(after + PLACES_PER_PART, end);
            fault = reads.part(
                            tenantId,
                            ChainWalk.PLACES,
                            statement -> {
                                for (int half = 0; half < 2; half++) {
                                    statement.setObject(half * 3 + 1, tenantId.value());
                                    statement.setLong(half * 3 + 2, after);
                                    statement.setLong(half * 3 + 3, upto);
                                }
                            },
                            rows -> new Part(walk.walk(rows, checkpoints.of(tenantId, after, upto), upto)))
                    .fault();
        }
        return new Walked(
                walk.checked(), HexFormat.of().formatHex(walk.head()), walk.lastPosition(), walk.checkpoints(), fault);
    }

    private record Begin(@Nullable ChainWalk walk) {}

    private record Part(@Nullable Fault fault) {}
}
