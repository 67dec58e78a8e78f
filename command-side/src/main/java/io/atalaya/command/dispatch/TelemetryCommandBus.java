package io.atalaya.command.dispatch;

import org.axonframework.commandhandling.CommandBus;

/**
 * The bus of devices' reports, which always stay on the node that they came to. Not a bean of type CommandBus, of which
 * there is one: the local one, or the one that an Axon Server routes.
 */
public record TelemetryCommandBus(CommandBus bus) {}
