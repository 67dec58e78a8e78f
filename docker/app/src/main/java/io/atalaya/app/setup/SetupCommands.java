package io.atalaya.app.setup;

import io.atalaya.command.telemetry.RecordReadingsHandler;
import io.atalaya.contract.telemetry.command.RecordReadings;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.messaging.SystemMetadata;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.springframework.stereotype.Component;

/** Commands of the first start: everything that it sets up is on the record like anything else. */
@Component
class SetupCommands {
    private static final String ACTOR = "setup";

    private final CommandBus commandBus;
    private final RecordReadingsHandler reports;

    SetupCommands(CommandBus commandBus, RecordReadingsHandler reports) {
        this.commandBus = commandBus;
        this.reports = reports;
    }

    <R> R send(Command command, Class<R> answer) {
        return answer.cast(dispatch(command));
    }

    void send(Command command) {
        dispatch(command);
    }

    void report(RecordReadings report) {
        reports.handle(report, SystemMetadata.of(report.tenantId(), ACTOR)).await();
    }

    private Object dispatch(Command command) {
        FutureCallback<Command, Object> outcome = new FutureCallback<>();
        commandBus.dispatch(
                GenericCommandMessage.<Command>asCommandMessage(command)
                        .withMetaData(SystemMetadata.of(command.tenantId(), ACTOR)),
                outcome);
        var result = outcome.getResult();
        if (result.isExceptional()) {
            throw new IllegalStateException("Setting up failed at " + command, result.exceptionResult());
        }
        return result.getPayload();
    }
}
