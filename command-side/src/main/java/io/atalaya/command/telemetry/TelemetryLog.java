package io.atalaya.command.telemetry;

import io.atalaya.command.retention.MonthlyPartitions;
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
import org.springframework.dao.DataIntegrityViolationException;

/** The log of all reports, beside the domain log and replayable like it. One append is one transaction. */
public final class TelemetryLog {
    private final EventStore store;
    private final TransactionManager transactions;
    private final MonthlyPartitions partitions;
    private final AppendedReports followers;

    public TelemetryLog(
            EventStore store,
            TransactionManager transactions,
            MonthlyPartitions partitions,
            AppendedReports followers) {
        this.store = store;
        this.transactions = transactions;
        this.partitions = partitions;
        this.followers = followers;
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
        try {
            return TenantScope.everyTenant(() -> appendInOneTransaction(selection));
        } catch (AppendFailed failure) {
            if (!(failure.getCause() instanceof DataIntegrityViolationException)) {
                throw failure;
            }
            // So PostgreSQL says that the month has no partition, however that came about.
            partitions.ensureUpcoming();
            return TenantScope.everyTenant(() -> appendInOneTransaction(selection));
        }
    }

    private Map<String, Long> appendInOneTransaction(Selection selection) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericMessage<>("telemetry"));
        unitOfWork.attachTransaction(transactions);
        var result = unitOfWork.executeWithResult(() -> {
            List<? extends EventMessage<ReadingsRecorded>> reports = selection.select();
            store.publish(reports);
            return reports;
        });
        if (result.isExceptional()) {
            throw new AppendFailed(result.exceptionResult());
        }
        Map<String, Long> positions = AppendedPositions.of(unitOfWork);
        followers.appended(result.getPayload(), positions);
        return positions;
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
