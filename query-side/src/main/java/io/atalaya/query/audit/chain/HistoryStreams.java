package io.atalaya.query.audit.chain;

import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.audit.AuditSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lets only so many long histories be read at once on this node, and not all of them by one tenant. */
@Component
public class HistoryStreams {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final AuditSettings settings;
    private final Map<TenantId, Integer> running = new HashMap<>();
    private int all;

    HistoryStreams(AuditSettings settings) {
        this.settings = settings;
    }

    /**
     * To be closed when the history has been read.
     *
     * @throws Rejection if too many are being read now
     */
    public synchronized Slot enter(TenantId tenantId) {
        int own = running.getOrDefault(tenantId, 0);
        if (all >= settings.maxStreams() || own >= settings.maxStreamsPerTenant()) {
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

    /** The right to read one. */
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
