package io.atalaya.app.axon;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A dead-letter queue that takes each event once, in a transaction of its own: the handler's may be beyond repair. A database error spoils the batch's transaction, so the batch is
 * handled again after the event has been put aside, and would put it aside again as a follower of itself.
 */
final class OnceDeadLetterQueue extends JdbcSequencedDeadLetterQueue<EventMessage<?>> {
    private final String processingGroup;
    private final TransactionManager ownTransaction;
    private final JdbcClient jdbc;

    OnceDeadLetterQueue(
            Builder<EventMessage<?>> builder,
            String processingGroup,
            TransactionManager ownTransaction,
            JdbcClient jdbc) {
        super(builder);
        this.processingGroup = processingGroup;
        this.ownTransaction = ownTransaction;
        this.jdbc = jdbc;
    }

    @Override
    public void enqueue(Object sequenceIdentifier, DeadLetter<? extends EventMessage<?>> letter) {
        ownTransaction.executeInTransaction(() -> {
            if (!isThere(letter.message().getIdentifier())) {
                super.enqueue(sequenceIdentifier, letter);
            }
        });
    }

    private boolean isThere(String eventId) {
        return jdbc.sql("select exists(select 1 from dead_letter_entry"
                        + " where processing_group = :group and event_identifier = :event)")
                .param("group", processingGroup)
                .param("event", eventId)
                .query(Boolean.class)
                .single();
    }
}
