package io.atalaya.alerting;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Commands that Atalaya sends itself, from within the transaction of the events or the deadline being handled: either
 * both count or neither. A failure is thrown, so that the events are handled again.
 */
@Component
public class SystemCommands {
    private final CommandBus commandBus;

    SystemCommands(CommandBus commandBus) {
        this.commandBus = commandBus;
    }

    /**
     * @return what the handler answered; {@code null} if nothing
     * @param part the part of the system that acts, as auditors will see it
     * @param correlationId what started it all
     * @param causationId id of the event that caused this command
     */
    public @Nullable Object send(Command command, String part, String correlationId, String causationId) {
        return send(command, SystemMetadata.of(command.tenantId(), part, correlationId, causationId));
    }

    /** As {@link #send(Command, String, String, String)}, for what nothing has caused but the passing of time. */
    public @Nullable Object send(Command command, String part) {
        return send(command, SystemMetadata.of(command.tenantId(), part));
    }

    private @Nullable Object send(Command command, Map<String, Object> metadata) {
        // The unit of work would put the current message's correlation over ours, had we given it at creation.
        CommandMessage<Command> message =
                GenericCommandMessage.<Command>asCommandMessage(command).withMetaData(metadata);
        FutureCallback<Command, Object> outcome = new FutureCallback<>();
        commandBus.dispatch(message, outcome);
        var result = outcome.getResult();
        if (result.isExceptional()) {
            throw new CommandFailed(command, result.exceptionResult());
        }
        return result.getPayload();
    }

    /** A command that the system sent was not carried out. */
    public static final class CommandFailed extends RuntimeException {
        CommandFailed(Command command, Throwable cause) {
            super("Command failed: " + command, cause);
        }
    }
}
