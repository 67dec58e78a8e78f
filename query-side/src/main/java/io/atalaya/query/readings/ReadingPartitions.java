package io.atalaya.query.readings;

import java.time.YearMonth;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The months for which there is a partition of readings. Costs a statement per month and node, not per batch. */
@Component
class ReadingPartitions {
    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    ReadingPartitions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /** Makes the partitions that are not there yet, in a transaction of its own, so that it locks nothing for long. */
    void ensure(Collection<YearMonth> months) {
        for (YearMonth month : months) {
            if (!known.contains(month)) {
                ownTransaction.executeWithoutResult(status -> create(month));
                known.add(month);
            }
        }
    }

    void forget() {
        known.clear();
    }

    private void create(YearMonth month) {
        jdbc.sql("select ensure_partition('reading', :month)::text")
                .param("month", month.atDay(1))
                .query()
                .singleValue();
    }
}
