package io.atalaya.command.ticket;

import java.nio.file.Path;

/**
 * A file that has come in, not yet stored.
 *
 * @param file where its bytes are for now
 * @param name safe to store and to save under
 * @param mediaType as its bytes say
 * @param size in bytes
 * @param sha256 of its bytes, in hex
 */
public record Upload(Path file, String name, String mediaType, long size, String sha256) {}
