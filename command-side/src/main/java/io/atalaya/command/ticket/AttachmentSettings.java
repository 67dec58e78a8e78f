package io.atalaya.command.ticket;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Photos and documents of tickets.
 *
 * @param maxBytes a larger file is answered 413
 * @param maxPerTicket how many a ticket can have at a time
 * @param folder where their bytes are kept, the same for all nodes; if absent, in PostgreSQL
 */
public record AttachmentSettings(
        @DefaultValue("20971520") int maxBytes,
        @DefaultValue("50") int maxPerTicket,
        @Nullable Path folder) {}
