package io.atalaya.alerting;

import io.atalaya.kernel.access.TenantScope;
import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Transactions of Atalaya's own, about all tenants, that no event and no deadline has begun. In them events are published
 * and commands sent as well as rows written.
 */
@Component
public class SystemTransaction {
    private final TransactionManager transactions;

    public SystemTransaction(TransactionManager transactions) {
        this.transactions = transactions;
    }

    /** @throws RolledBack if the work, or the commit, fails */
    public <R> R of(Callable<R> work) {
        return TenantScope.everyTenant(() -> {
            UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericMessage<>("system"));
            unitOfWork.attachTransaction(transactions);
            var result = unitOfWork.executeWithResult(work);
            if (result.isExceptional()) {
                throw new RolledBack(result.exceptionResult());
            }
            return result.getPayload();
        });
    }

    /** Nothing of it has happened. */
    public static final class RolledBack extends RuntimeException {
        RolledBack(Throwable cause) {
            super("A transaction of Atalaya's own was rolled back", cause);
        }
    }
}
