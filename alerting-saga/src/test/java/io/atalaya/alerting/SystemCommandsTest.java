package io.atalaya.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.command.PageAlert;
import io.atalaya.kernel.TenantId;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.test.utils.RecordingCommandBus;
import org.junit.jupiter.api.Test;

class SystemCommandsTest {
    private static final PageAlert COMMAND = new PageAlert(
            AlertId.of("00000000-0000-0000-0000-0000000000a1"), TenantId.of("00000000-0000-0000-0000-000000000001"));

    private final RecordingCommandBus bus = new RecordingCommandBus();
    private final SystemCommands commands = new SystemCommands(bus);

    @Test
    void aCommandSaysWhichPartOfTheSystemSentItAndWhy() {
        commands.send(COMMAND, "escalation", "first", "last");

        CommandMessage<?> sent = bus.getDispatchedCommands().getFirst();
        assertThat(sent.getPayload()).isEqualTo(COMMAND);
        assertThat(sent.getMetaData())
                .isEqualTo(Map.of(
                        "tenantId", "00000000-0000-0000-0000-000000000001",
                        "actorType", "SYSTEM",
                        "actorId", "escalation",
                        "correlationId", "first",
                        "causationId", "last"));
    }

    @Test
    void aCommandThatFailsIsNotPassedOver() {
        IllegalStateException failure = new IllegalStateException("connection lost");
        bus.setCallbackBehavior((payload, metadata) -> {
            throw failure;
        });

        assertThatExceptionOfType(SystemCommands.CommandFailed.class)
                .isThrownBy(() -> commands.send(COMMAND, "escalation", "first", "last"))
                .withCause(failure);
    }
}
