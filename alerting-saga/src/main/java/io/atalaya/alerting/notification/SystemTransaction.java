package io.atalaya.alerting.notification;

import io.atalaya.kernel.access.TenantScope;
import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Transactions about messages of all tenants, in which events are published and commands sent as well as rows written. */
@Component
class SystemTransaction {
    private final TransactionManager transactions;

    SystemTransaction(TransactionManager transactions) {
        this.transactions = transactions;
    }

    /** @throws RolledBack if the work, or the commit, fails */
    <R> R of(Callable<R> work) {
        return TenantScope.everyTenant(() -> {
            UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericMessage<>("notifications"));
            unitOfWork.attachTransaction(transactions);
            var result = unitOfWork.executeWithResult(work);
            if (result.isExceptional()) {
                throw new RolledBack(result.exceptionResult());
            }
            return result.getPayload();
        });
    }

    /** Nothing of it has happened. */
    static final class RolledBack extends RuntimeException {
        RolledBack(Throwable cause) {
            super("A transaction about notifications was rolled back", cause);
        }
    }
}
