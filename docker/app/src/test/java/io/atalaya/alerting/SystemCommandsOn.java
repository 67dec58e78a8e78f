package io.atalaya.alerting;

import org.axonframework.commandhandling.CommandBus;

/** Lets tests give {@link SystemCommands} a bus of their own. */
public final class SystemCommandsOn {
    private SystemCommandsOn() {}

    public static SystemCommands bus(CommandBus commandBus) {
        return new SystemCommands(commandBus);
    }
}
