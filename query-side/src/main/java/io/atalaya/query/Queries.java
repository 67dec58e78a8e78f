package io.atalaya.query;

import io.atalaya.kernel.Query;
import io.atalaya.kernel.access.Caller;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.springframework.stereotype.Component;

/** Asks a caller's question and waits for the answer. */
@Component
public class Queries {
    private final QueryBus queryBus;

    Queries(QueryBus queryBus) {
        this.queryBus = queryBus;
    }

    /** @param answer the type of the answer; a list is answered as a {@link Page} */
    public <R> R ask(Query query, Class<R> answer, Caller caller) {
        QueryMessage<Query, R> message =
                new GenericQueryMessage<>(query, new AnswerType<>(answer)).withMetaData(caller.metadata());
        QueryResponseMessage<R> response = queryBus.query(message).join();
        if (response.isExceptional()) {
            throw unwrapped(response.exceptionResult());
        }
        return response.getPayload();
    }

    @SuppressWarnings("unchecked")
    public <T> Page<T> askPage(Query query, Caller caller) {
        return ask(query, Page.class, caller);
    }

    private static RuntimeException unwrapped(Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException("A query handler failed", failure);
        };
    }
}
