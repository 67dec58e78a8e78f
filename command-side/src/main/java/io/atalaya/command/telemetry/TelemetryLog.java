package io.atalaya.command.telemetry;

import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.kernel.access.TenantScope;
import io.atalaya.kernel.messaging.AppendedPositions;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** The log of all reports, beside the domain log and replayable like it. One append is one transaction. */
public final class TelemetryLog {
    private final EventStore store;
    private final TransactionManager transactions;

    public TelemetryLog(EventStore store, TransactionManager transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    public EventStore store() {
        return store;
    }

    /**
     * Appends what the selection returns, in the transaction that the selection runs in. When this returns, it is durable.
     *
     * @return each appended event's position in the log, by event id
     */
    Map<String, Long> append(Selection selection) {
        return TenantScope.everyTenant(() -> appendInOneTransaction(selection));
    }

    private Map<String, Long> appendInOneTransaction(Selection selection) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericMessage<>("telemetry"));
        unitOfWork.attachTransaction(transactions);
        var result = unitOfWork.executeWithResult(() -> {
            store.publish(selection.select());
            return null;
        });
        if (result.isExceptional()) {
            throw new AppendFailed(result.exceptionResult());
        }
        return AppendedPositions.of(unitOfWork);
    }

    /** Decides, inside the transaction, which events to append. */
    @FunctionalInterface
    interface Selection {
        List<? extends EventMessage<ReadingsRecorded>> select();
    }

    /** Nothing of the append was stored. */
    static final class AppendFailed extends RuntimeException {
        AppendFailed(Throwable cause) {
            super("Nothing was appended to the telemetry log", cause);
        }
    }
}
