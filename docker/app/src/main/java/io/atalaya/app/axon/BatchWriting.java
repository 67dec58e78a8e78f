package io.atalaya.app.axon;

import io.atalaya.query.RowsAhead;
import io.atalaya.query.WrittenTogether;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Has a projection write the rows of a batch when its transaction ends, each once, however many events have changed it. If
 * that fails, nobody can tell which event is to blame: when the batch is tried again, each event is written by itself, so
 * that the one at fault can be put aside. A dead letter that is retried is no batch.
 *
 * @see WrittenTogether
 */
final class BatchWriting implements MessageHandlerInterceptor<EventMessage<?>> {
    private static final String TOGETHER = BatchWriting.class.getName();

    private final EntityManager rows;
    /** The first event of each batch that failed; the same event is the first when it is tried again. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** @param rows of the transaction that a batch is handled in */
    BatchWriting(EntityManager rows) {
        this.rows = rows;
    }

    @Override
    public Object handle(UnitOfWork<? extends EventMessage<?>> batch, InterceptorChain chain) throws Exception {
        if (!(batch.root() instanceof BatchingUnitOfWork<?> whole)) {
            return chain.proceed();
        }
        Optional<RowsAhead> together = whole.getOrComputeResource(TOGETHER, key -> begin(whole));
        return together.isPresent() ? WrittenTogether.during(together.get(), chain::proceed) : chain.proceed();
    }

    /** @return nothing if the events are to be handled one by one */
    private Optional<RowsAhead> begin(BatchingUnitOfWork<?> batch) {
        List<EventMessage<?>> events = batch.getMessages().stream()
                .<EventMessage<?>>map(EventMessage.class::cast)
                .toList();
        String first = events.getFirst().getIdentifier();
        batch.onRollback(tried -> failed.add(first));
        batch.afterCommit(done -> failed.remove(first));
        return failed.contains(first) ? Optional.empty() : Optional.of(new RowsAhead(events, rows));
    }
}
