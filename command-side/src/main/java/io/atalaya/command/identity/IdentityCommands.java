package io.atalaya.command.identity;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends commands for people of whom only the address that they call from is known. */
@Component
class IdentityCommands {
    private static final String ACTOR = "identity";

    private final CommandDispatcher commands;

    IdentityCommands(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** @param ip the remote address that the request came from */
    <R> R send(IdentityCommand command, String ip) {
        Map<String, Object> metadata = new HashMap<>(SystemMetadata.of(command.tenantId(), ACTOR));
        metadata.put(MetadataKeys.IP, ip);
        return commands.<R>send(command, metadata).result();
    }
}
