package io.atalaya.query.audit.chain;

import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.history.Checkpoint;
import io.atalaya.kernel.history.HistoryKey;
import io.atalaya.query.Cursor;
import io.atalaya.query.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The signed checkpoints. A regular one goes with every {@link Checkpoint#EVERY}th link, in the same transaction; others
 * are made between them, so that the newest links do not wait long. A checkpoint's commit makes all links before it
 * durable too, however lazily they were committed: PostgreSQL writes its log in order.
 */
@Component
public class Checkpoints {
    private static final String COLUMNS =
            "tenant_id, number, sequence, position, hash, at, sealed_from, key_id, signature, seal";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final HistoryKey key;
    private final Clock clock;

    Checkpoints(JdbcClient jdbc, TransactionTemplate transaction, HistoryKey key, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.key = key;
        this.clock = clock;
    }

    /** Signs, for every tenant, a head that has no checkpoint yet. */
    public void signHeads() {
        List<UUID> behind = TenantScope.everyTenant(() -> transaction.execute(status -> jdbc.sql(
                        "select tenant.id from (select tenant_id as id from tenant_directory union select :platform)"
                                + " tenant join lateral (select sequence from audit_link where tenant_id = tenant.id"
                                + " order by sequence desc limit 1) head on true"
                                + " where not exists (select from audit_checkpoint signed"
                                + " where signed.tenant_id = tenant.id and signed.sequence = head.sequence)")
                .param("platform", Platform.TENANT.value())
                .query(UUID.class)
                .list()));
        behind.forEach(tenant -> signHead(new TenantId(tenant)));
    }

    /** Sees to it that all of the tenant's chain stands behind a signature. */
    public void signHead(TenantId tenantId) {
        TenantScope.tenant(tenantId, () -> transaction.execute(status -> lockedHead(tenantId)));
    }

    /** Only what is read behind the lock is the head: a later link may have been signed while it was waited for. */
    private boolean lockedHead(TenantId tenantId) {
        lock(tenantId);
        return jdbc.sql("select sequence, position, hash from audit_link where tenant_id = :tenant"
                        + " order by sequence desc limit 1")
                .param("tenant", tenantId.value())
                .query((row, number) -> sign(
                        tenantId,
                        row.getLong("sequence"),
                        row.getLong("position"),
                        HexFormat.of().formatHex(row.getBytes("hash"))))
                .optional()
                .orElse(false);
    }

    private void lock(TenantId tenantId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('atalaya checkpoint ' || :tenant, 0))")
                .param("tenant", tenantId.toString())
                .query((row, number) -> 0)
                .single();
    }

    /** Signs a link, once. */
    boolean sign(TenantId tenantId, long sequence, long position, String hash) {
        lock(tenantId);
        boolean signed = jdbc.sql("select exists(select from audit_checkpoint"
                        + " where tenant_id = :tenant and sequence = :sequence)")
                .param("tenant", tenantId.value())
                .param("sequence", sequence)
                .query(Boolean.class)
                .single();
        if (signed) {
            return false;
        }
        long last = jdbc.sql("select coalesce(max(number), 0) from audit_checkpoint where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(Long.class)
                .single();
        insert(key.checkpoint(tenantId, last + 1, sequence, position, hash, clock.instant()));
        return true;
    }

    /** Those of this part of the chain, in its order; in the present transaction. */
    List<SealedCheckpoint> of(TenantId tenantId, long afterSequence, long uptoSequence) {
        return jdbc.sql("select " + COLUMNS + " from audit_checkpoint"
                        + " where tenant_id = :tenant and sequence > :after and sequence <= :upto order by sequence")
                .param("tenant", tenantId.value())
                .param("after", afterSequence)
                .param("upto", uptoSequence)
                .query((row, number) -> new SealedCheckpoint(read(row, number), row.getBytes("seal")))
                .list();
    }

    /** As {@link #of}, in a transaction of its own. */
    public List<Checkpoint> find(TenantId tenantId, long afterSequence, long uptoSequence) {
        return TenantScope.tenant(
                tenantId,
                () -> transaction.execute(status -> of(tenantId, afterSequence, uptoSequence).stream()
                        .map(SealedCheckpoint::checkpoint)
                        .toList()));
    }

    @QueryHandler
    Page<Checkpoint> find(FindCheckpoints query) {
        Long before = Cursor.position(query.listing().cursor());
        List<Checkpoint> found = jdbc.sql("select " + COLUMNS + " from audit_checkpoint"
                        + " where tenant_id = :tenant and number < :before order by number desc limit :limit")
                .param("tenant", query.tenantId().value())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", query.listing().limit() + 1)
                .query(Checkpoints::read)
                .list();
        return query.listing().page(found, row -> row, row -> Long.toString(row.number()));
    }

    private void insert(Checkpoint checkpoint) {
        jdbc.sql("insert into audit_checkpoint (" + COLUMNS + ") values (:tenant, :number, :sequence, :position, :hash,"
                        + " :at, :sealedFrom, :key, :signature, :seal)")
                .param("tenant", checkpoint.tenantId().value())
                .param("number", checkpoint.number())
                .param("sequence", checkpoint.sequence())
                .param("position", checkpoint.position())
                .param("hash", HexFormat.of().parseHex(checkpoint.hash()))
                .param("at", checkpoint.at().atOffset(ZoneOffset.UTC))
                .param("sealedFrom", checkpoint.sealedFrom())
                .param("key", checkpoint.keyId())
                .param("signature", HexFormat.of().parseHex(checkpoint.signature()))
                .param("seal", key.seal(checkpoint))
                .update();
    }

    private static Checkpoint read(ResultSet row, int number) throws SQLException {
        return new Checkpoint(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getLong("number"),
                row.getLong("sequence"),
                row.getLong("position"),
                HexFormat.of().formatHex(row.getBytes("hash")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("sealed_from"),
                row.getString("key_id"),
                HexFormat.of().formatHex(row.getBytes("signature")));
    }
}
