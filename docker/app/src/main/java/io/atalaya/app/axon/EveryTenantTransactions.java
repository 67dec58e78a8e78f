package io.atalaya.app.axon;

import io.atalaya.app.database.LazyCommit;
import io.atalaya.kernel.access.TenantScope;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Transactions of what follows a log: its batches hold events of many tenants. A processor begins the transaction before
 * it takes up any message, so that {@link TenantScope} could not tell.
 *
 * @param durable whether a commit waits for the disk; see {@link LazyCommit}
 */
record EveryTenantTransactions(TransactionManager transactions, boolean durable) implements TransactionManager {
    /** Whose commits are durable. */
    EveryTenantTransactions(TransactionManager transactions) {
        this(transactions, true);
    }

    @Override
    public Transaction startTransaction() {
        return TenantScope.everyTenant(
                () -> durable ? transactions.startTransaction() : LazyCommit.during(transactions::startTransaction));
    }
}
