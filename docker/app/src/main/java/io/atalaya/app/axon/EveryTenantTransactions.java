package io.atalaya.app.axon;

import io.atalaya.kernel.access.TenantScope;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Transactions of what follows a log: its batches hold events of many tenants. A processor begins the transaction before
 * it takes up any message, so that {@link TenantScope} could not tell.
 */
record EveryTenantTransactions(TransactionManager transactions) implements TransactionManager {
    @Override
    public Transaction startTransaction() {
        return TenantScope.everyTenant(transactions::startTransaction);
    }
}
