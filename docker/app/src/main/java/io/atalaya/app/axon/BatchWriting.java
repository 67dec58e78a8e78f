package io.atalaya.app.axon;

import io.atalaya.query.WrittenTogether;
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

    /** The first event of each batch that failed; the same event is the first when it is tried again. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    @Override
    public Object handle(UnitOfWork<? extends EventMessage<?>> batch, InterceptorChain chain) throws Exception {
        if (!(batch.root() instanceof BatchingUnitOfWork)) {
            return chain.proceed();
        }
        boolean together = batch.root().getOrComputeResource(TOGETHER, key -> begin(batch));
        return together ? WrittenTogether.during(chain::proceed) : chain.proceed();
    }

    private boolean begin(UnitOfWork<? extends EventMessage<?>> batch) {
        String first = batch.getMessage().getIdentifier();
        batch.onRollback(tried -> failed.add(first));
        batch.afterCommit(done -> failed.remove(first));
        return !failed.contains(first);
    }
}
