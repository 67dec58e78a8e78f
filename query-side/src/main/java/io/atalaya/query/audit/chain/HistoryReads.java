package io.atalaya.query.audit.chain;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.history.Chain;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads long histories in parts, each in a short read-only transaction of its own in which only the tenant's rows can be
 * seen. Within a part, rows come through a cursor: however many there are, few are in memory.
 */
@Component
public class HistoryReads {
    private static final int ROWS_PER_FETCH = 1000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    HistoryReads(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(ROWS_PER_FETCH);
        this.transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
    }

    /** The answer to {@code extractor}, which must not keep the rows. */
    public <R> R part(
            TenantId tenantId, String sql, PreparedStatementSetter parameters, ResultSetExtractor<R> extractor) {
        return TenantScope.tenant(
                tenantId, () -> transaction.execute(status -> jdbc.query(sql, parameters, extractor)));
    }

    @QueryHandler
    HistoryHead find(FindHistoryHead query) {
        return jdbc.query(
                "select sequence, position, hash from audit_link where tenant_id = ? order by sequence desc limit 1",
                statement -> statement.setObject(1, query.tenantId().value()),
                row -> row.next()
                        ? new HistoryHead(
                                row.getLong("sequence"),
                                row.getLong("position"),
                                HexFormat.of().formatHex(row.getBytes("hash")))
                        : new HistoryHead(0, 0, HexFormat.of().formatHex(new byte[Chain.HASH_BYTES])));
    }
}
