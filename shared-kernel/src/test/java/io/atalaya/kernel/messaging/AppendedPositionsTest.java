package io.atalaya.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.kernel.MetadataKeys;
import java.time.Instant;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppendedPositionsTest {
    private final AppendedPositions positions = new AppendedPositions();
    private final Message<?> command = GenericCommandMessage.asCommandMessage("acknowledge");
    private final UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(command);

    @AfterEach
    void endUnitOfWork() {
        if (unitOfWork.isActive()) {
            unitOfWork.rollback();
        }
    }

    @Test
    void theLastPositionOfAnExpectedCommandIsHandedOutOnce() {
        positions.expect(command.getIdentifier());
        positions.appended(unitOfWork, Map.of(event("e1"), 41L, event("e2"), 42L));
        positions.appended(unitOfWork, Map.of(event("e3"), 40L));

        assertThat(positions.take(command.getIdentifier())).hasValue(42);
        assertThat(positions.take(command.getIdentifier())).isEmpty();
    }

    @Test
    void aCommandThatAppendedNothingHasNone() {
        positions.expect(command.getIdentifier());

        assertThat(positions.take(command.getIdentifier())).isEmpty();
    }

    @Test
    void aCommandThatNobodyAsksForIsNotRemembered() {
        positions.appended(unitOfWork, Map.of(event("e1"), 41L));

        assertThat(positions.take(command.getIdentifier())).isEmpty();
    }

    @Test
    void whatANestedUnitOfWorkAppendsCountsForTheCommand() {
        positions.expect(command.getIdentifier());
        UnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("raised"));
        positions.appended(nested, Map.of(event("e1"), 41L));
        nested.rollback();

        assertThat(positions.take(command.getIdentifier())).hasValue(41);
        assertThat(AppendedPositions.of(unitOfWork)).containsEntry("e1", 41L);
    }

    @Test
    void eachCommandOfAGroupHasThePositionsOfItsOwnEvents() {
        Message<?> other = GenericCommandMessage.asCommandMessage("assign");
        positions.expect(command.getIdentifier());
        positions.expect(other.getIdentifier());
        unitOfWork.rollback();
        UnitOfWork<?> group = DefaultUnitOfWork.startAndGet(new GenericMessage<>("group"));
        positions.appended(group, Map.of(causedBy(command), 41L, causedBy(other), 42L));
        group.rollback();

        assertThat(positions.take(command.getIdentifier())).hasValue(41);
        assertThat(positions.take(other.getIdentifier())).hasValue(42);
    }

    private static EventMessage<?> event(String id) {
        return new GenericEventMessage<>(id, "raised", Map.of(), Instant.EPOCH);
    }

    private static EventMessage<?> causedBy(Message<?> command) {
        return event("caused by " + command.getIdentifier())
                .withMetaData(Map.of(MetadataKeys.CAUSATION_ID, command.getIdentifier()));
    }
}
