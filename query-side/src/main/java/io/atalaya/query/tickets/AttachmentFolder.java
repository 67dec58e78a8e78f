package io.atalaya.query.tickets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** @param path where attachments' bytes are that are not in PostgreSQL; {@code null} if there are none */
public record AttachmentFolder(@Nullable Path path) {}
