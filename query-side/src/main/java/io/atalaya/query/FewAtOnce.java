package io.atalaya.query;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets only so many do something long at once on this node, and not all of them for one tenant. */
public abstract class FewAtOnce {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int most;
    private final int mostPerTenant;
    private final Map<TenantId, Integer> running = new HashMap<>();
    private int all;

    protected FewAtOnce(int most, int mostPerTenant) {
        this.most = most;
        this.mostPerTenant = mostPerTenant;
    }

    /**
     * To be closed when it is done.
     *
     * @throws Rejection if too many are at it now
     */
    public synchronized Slot enter(TenantId tenantId) {
        int own = running.getOrDefault(tenantId, 0);
        if (all >= most || own >= mostPerTenant) {
            throw Rejection.rateLimited(RETRY_AFTER);
        }
        all++;
        running.put(tenantId, own + 1);
        return new Slot(tenantId);
    }

    private synchronized void leave(TenantId tenantId) {
        all--;
        running.computeIfPresent(tenantId, (id, own) -> own == 1 ? null : own - 1);
    }

    /** The right to do one. */
    public final class Slot implements AutoCloseable {
        private final TenantId tenantId;

        private Slot(TenantId tenantId) {
            this.tenantId = tenantId;
        }

        @Override
        public void close() {
            leave(tenantId);
        }
    }
}
