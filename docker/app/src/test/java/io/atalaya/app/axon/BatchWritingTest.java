package io.atalaya.app.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.atalaya.query.WrittenTogether;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.junit.jupiter.api.Test;

class BatchWritingTest {
    private final BatchWriting writing = new BatchWriting(mock(EntityManager.class));
    private final List<EventMessage<?>> batch = events("a", "b", "c");

    @Test
    void aBatchIsWrittenTogether() {
        assertThat(handle(batch, true)).containsExactly(true, true, true);
        assertThat(handle(events("d", "e"), true)).containsExactly(true, true);
    }

    @Test
    void oneThatFailedIsWrittenEventByEventUntilItSucceeds() {
        handle(batch, false);
        assertThat(handle(batch, false)).containsExactly(false, false, false);

        List<EventMessage<?>> more =
                Stream.concat(batch.stream(), events("d").stream()).toList();
        assertThat(handle(more, true)).as("more has come since").containsExactly(false, false, false, false);
        assertThat(handle(batch, true)).containsExactly(true, true, true);
    }

    @Test
    void otherBatchesDoNotSufferFromIt() {
        handle(batch, false);

        assertThat(handle(events("x", "y"), true)).containsExactly(true, true);
        assertThat(handle(batch, true)).containsExactly(false, false, false);
    }

    @Test
    void whatIsNoBatchIsWrittenAtOnce() {
        DefaultUnitOfWork<EventMessage<?>> unitOfWork = new DefaultUnitOfWork<>(batch.getFirst());

        assertThat(unitOfWork
                        .executeWithResult(() -> writing.handle(unitOfWork, WrittenTogether::isAsked))
                        .getPayload())
                .isEqualTo(false);
    }

    /** @return for each event, whether it was asked to be written together with the others */
    private List<Boolean> handle(List<EventMessage<?>> events, boolean commits) {
        List<Boolean> together = new ArrayList<>();
        BatchingUnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(events);
        unitOfWork.onPrepareCommit(committing -> {
            if (!commits) {
                throw new IllegalStateException("refused");
            }
        });
        unitOfWork.executeWithResult(
                () -> writing.handle(unitOfWork, () -> together.add(WrittenTogether.isAsked())),
                RollbackConfigurationType.ANY_THROWABLE);
        return together;
    }

    private static List<EventMessage<?>> events(String... payloads) {
        return Stream.of(payloads)
                .<EventMessage<?>>map(GenericEventMessage::asEventMessage)
                .toList();
    }
}
