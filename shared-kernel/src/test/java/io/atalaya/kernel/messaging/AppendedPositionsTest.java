package io.atalaya.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
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
        unitOfWork.rollback();
    }

    @Test
    void theLastPositionOfAnExpectedCommandIsHandedOutOnce() {
        positions.expect(command.getIdentifier());
        positions.appended(unitOfWork, Map.of("e1", 41L, "e2", 42L));
        positions.appended(unitOfWork, Map.of("e3", 40L));

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
        positions.appended(unitOfWork, Map.of("e1", 41L));

        assertThat(positions.take(command.getIdentifier())).isEmpty();
    }

    @Test
    void whatANestedUnitOfWorkAppendsCountsForTheCommand() {
        positions.expect(command.getIdentifier());
        UnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("raised"));
        positions.appended(nested, Map.of("e1", 41L));
        nested.rollback();

        assertThat(positions.take(command.getIdentifier())).hasValue(41);
        assertThat(AppendedPositions.of(unitOfWork)).containsEntry("e1", 41L);
    }
}
