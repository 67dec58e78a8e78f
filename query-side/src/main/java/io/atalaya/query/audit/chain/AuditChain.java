package io.atalaya.query.audit.chain;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.history.Chain;
import io.atalaya.kernel.history.Checkpoint;
import io.atalaya.kernel.history.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Chains events in the order in which they come. Those that are chained already keep their links, so that building the
 * audit trail again changes no history. Two that chain one tenant at once hinder each other: the second begins again.
 */
@Component
public class AuditChain {
    private static final Logger log = LoggerFactory.getLogger(AuditChain.class);
    private static final byte[] NOTHING = new byte[0];

    private static final String EVENTS = "select " + LogRows.COLUMNS + " from domain_event log where log.";
    private static final String AT_POSITIONS = EVENTS + "global_index = any(?)";
    private static final String BY_IDS = EVENTS + "event_identifier = any(?)";
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
     * An event as it came by.
     *
     * @param position by its token, which for one that came late is another's
     */
    public record Seen(TenantId tenantId, long position) {}

    /**
     * @param seen by event id, in the order in which they became visible
     * @return what the audit trail shows of them
     */
    public List<AuditEntry> follow(Map<String, Seen> seen) {
        Map<String, StoredEvent> stored = stored(seen);
        Map<Long, Link> known = known(stored);
        Map<TenantId, Chain> chains = chains(seen, stored, known);
        List<AuditEntry> entries = new ArrayList<>(seen.size());
        List<Fresh> fresh = new ArrayList<>();
        seen.forEach((id, passing) -> {
            StoredEvent event = stored.get(id);
            if (event == null) {
                return;
            }
            Link link = known.get(event.position());
            if (link == null) {
                Chain chain = chains.computeIfAbsent(passing.tenantId(), Chain::begin);
                byte[] hash = chain.append(event);
                link = new Link(chain.length(), hash);
                fresh.add(new Fresh(passing.tenantId(), event.position(), link));
            }
            if (event.payload().length > 0) {
                entries.add(AuditEntry.of(passing.tenantId(), link.sequence(), event));
            }
        });
        append(fresh);
        fresh.stream()
                .filter(added -> added.link().sequence() % Checkpoint.EVERY == 0)
                .forEach(added -> checkpoints.sign(
                        added.tenantId(),
                        added.link().sequence(),
                        added.position(),
                        HexFormat.of().formatHex(added.link().hash())));
        return entries;
    }

    private Map<String, StoredEvent> stored(Map<String, Seen> seen) {
        Map<String, StoredEvent> stored = new HashMap<>();
        Long[] positions = seen.values().stream().map(Seen::position).toArray(Long[]::new);
        read(AT_POSITIONS, "bigint", positions, seen, stored);
        String[] elsewhere =
                seen.keySet().stream().filter(id -> !stored.containsKey(id)).toArray(String[]::new);
        if (elsewhere.length > 0) {
            read(BY_IDS, "text", elsewhere, seen, stored);
        }
        seen.forEach((id, event) -> {
            if (!stored.containsKey(id)) {
                log.error("The log does not hold event {} at position {} any more", id, event.position());
                leaveTrace(id, event.position(), stored);
            }
        });
        return stored;
    }

    private void read(
            String sql, String type, Object[] wanted, Map<String, Seen> seen, Map<String, StoredEvent> stored) {
        jdbc.query(
                sql,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf(type, wanted)),
                row -> {
                    StoredEvent event = LogRows.read(row);
                    if (seen.containsKey(event.id())) {
                        stored.put(event.id(), event);
                    }
                });
    }

    /**
     * Somebody has removed the event from the log before it could be chained. It gets a link all the same, which fits
     * nothing that the log could ever hold: so every verification names it.
     */
    private static void leaveTrace(String id, long position, Map<String, StoredEvent> stored) {
        if (stored.values().stream().noneMatch(other -> other.position() == position)) {
            stored.put(id, new StoredEvent(position, id, null, id, 0, "", "", null, NOTHING, NOTHING));
        }
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
            Map<String, Seen> seen, Map<String, StoredEvent> stored, Map<Long, Link> known) {
        UUID[] wanted = seen.entrySet().stream()
                .filter(event -> {
                    StoredEvent present = stored.get(event.getKey());
                    return present != null && !known.containsKey(present.position());
                })
                .map(event -> event.getValue().tenantId().value())
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

    private void append(List<Fresh> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        UUID[] tenants = fresh.stream().map(link -> link.tenantId().value()).toArray(UUID[]::new);
        Long[] sequences = fresh.stream().map(link -> link.link().sequence()).toArray(Long[]::new);
        Long[] positions = fresh.stream().map(Fresh::position).toArray(Long[]::new);
        byte[][] hashes = fresh.stream().map(link -> link.link().hash()).toArray(byte[][]::new);
        jdbc.update(APPEND, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", tenants));
            statement.setArray(2, statement.getConnection().createArrayOf("bigint", sequences));
            statement.setArray(3, statement.getConnection().createArrayOf("bigint", positions));
            statement.setArray(4, statement.getConnection().createArrayOf("bytea", hashes));
        });
    }

    /** A link that is not stored yet. */
    private record Fresh(TenantId tenantId, long position, Link link) {}
}
