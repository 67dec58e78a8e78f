package io.atalaya.query.audit.chain;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.Chain;
import io.atalaya.kernel.history.Checkpoint;
import io.atalaya.kernel.history.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Chains events in the order in which they come. Those that are chained already keep their links, so that building the
 * audit trail again changes no history. Two that chain one tenant at once hinder each other: the second begins again.
 */
@Component
public class AuditChain {
    private static final String EVENTS =
            "select " + LogRows.COLUMNS + " from domain_event log where log.event_identifier = any(?)";
    private static final String KNOWN = "select position, sequence, hash from audit_link where position = any(?)";
    private static final String HEADS = "select wanted.id, head.sequence, head.hash from unnest(?) as wanted (id)"
            + " join lateral (select sequence, hash from audit_link where tenant_id = wanted.id"
            + " order by sequence desc limit 1) head on true";
    private static final String APPEND =
            "insert into audit_link (tenant_id, sequence, position, hash)" + " select * from unnest(?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final Checkpoints checkpoints;

    AuditChain(JdbcTemplate jdbc, Checkpoints checkpoints) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
    }

    /**
     * @param tenants whose event each is, by event id, in the order in which they became visible
     * @throws IllegalStateException if the log does not hold one of them any more
     */
    public List<AuditEntry> follow(Map<String, TenantId> tenants) {
        Map<String, StoredEvent> stored = stored(tenants);
        Map<Long, Link> known = known(stored);
        Map<TenantId, Chain> chains = chains(tenants, stored, known);
        List<AuditEntry> entries = new ArrayList<>(tenants.size());
        List<AuditEntry> fresh = new ArrayList<>();
        tenants.forEach((id, tenantId) -> {
            StoredEvent event = stored.get(id);
            if (event == null) {
                throw new IllegalStateException("The log does not hold event " + id + " any more");
            }
            Link link = known.get(event.position());
            if (link == null) {
                Chain chain = chains.computeIfAbsent(tenantId, Chain::begin);
                byte[] hash = chain.append(event);
                AuditEntry entry = AuditEntry.of(tenantId, event, new Link(chain.length(), hash));
                entries.add(entry);
                fresh.add(entry);
            } else {
                entries.add(AuditEntry.of(tenantId, event, link));
            }
        });
        append(fresh);
        fresh.stream()
                .filter(entry -> entry.sequence() % Checkpoint.EVERY == 0)
                .forEach(entry -> checkpoints.sign(entry.tenantId(), entry.sequence(), entry.position(), entry.hash()));
        return entries;
    }

    private Map<String, StoredEvent> stored(Map<String, TenantId> tenants) {
        Map<String, StoredEvent> stored = new HashMap<>();
        String[] ids = tenants.keySet().toArray(String[]::new);
        jdbc.query(
                EVENTS,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("text", ids)),
                row -> {
                    StoredEvent event = LogRows.read(row);
                    stored.put(event.id(), event);
                });
        return stored;
    }

    private Map<Long, Link> known(Map<String, StoredEvent> stored) {
        Map<Long, Link> known = new HashMap<>();
        Long[] positions = stored.values().stream().map(StoredEvent::position).toArray(Long[]::new);
        jdbc.query(
                KNOWN,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("bigint", positions)),
                row -> {
                    known.put(row.getLong("position"), new Link(row.getLong("sequence"), row.getBytes("hash")));
                });
        return known;
    }

    /** Of the tenants that have an event which is not chained yet. */
    private Map<TenantId, Chain> chains(
            Map<String, TenantId> tenants, Map<String, StoredEvent> stored, Map<Long, Link> known) {
        UUID[] wanted = tenants.entrySet().stream()
                .filter(event -> {
                    StoredEvent present = stored.get(event.getKey());
                    return present != null && !known.containsKey(present.position());
                })
                .map(event -> event.getValue().value())
                .distinct()
                .toArray(UUID[]::new);
        Map<TenantId, Chain> chains = new LinkedHashMap<>();
        if (wanted.length > 0) {
            jdbc.query(
                    HEADS,
                    statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", wanted)),
                    row -> {
                        TenantId tenantId = new TenantId(row.getObject("id", UUID.class));
                        chains.put(tenantId, Chain.after(tenantId, row.getLong("sequence"), row.getBytes("hash")));
                    });
        }
        return chains;
    }

    private void append(List<AuditEntry> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        UUID[] tenants = fresh.stream().map(entry -> entry.tenantId().value()).toArray(UUID[]::new);
        Long[] sequences = fresh.stream().map(AuditEntry::sequence).toArray(Long[]::new);
        Long[] positions = fresh.stream().map(AuditEntry::position).toArray(Long[]::new);
        byte[][] hashes = fresh.stream().map(AuditEntry::hashBytes).toArray(byte[][]::new);
        jdbc.update(APPEND, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", tenants));
            statement.setArray(2, statement.getConnection().createArrayOf("bigint", sequences));
            statement.setArray(3, statement.getConnection().createArrayOf("bigint", positions));
            statement.setArray(4, statement.getConnection().createArrayOf("bytea", hashes));
        });
    }
}
